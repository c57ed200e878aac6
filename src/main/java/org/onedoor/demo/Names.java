package org.onedoor.demo;

import java.util.List;
import java.util.Random;

/** Invented names of people and places. */
final class Names {

    /** The demo logins' village. */
    static final String VILLAGE = "望溪村";

    static final List<String> TOWNS = List.of("柳渡镇", "松岭镇", "白沙镇");

    private static final String[] SURNAMES = "陈 林 周 何 徐 方 沈 邹 罗 唐 彭 曾 田 蒋 余 潘 杜 魏 程 傅 卢 汪 姚 谭 廖 范 石 金 贾 夏".split(" ");
    private static final String[] GIVEN =
            "小满 禾 岸 远 晴 菊香 桂兰 文清 立夏 守田 秋白 春生 木生 水莲 望舒 长庚 知远 若水 青山 云起 南星 半夏 重山 静文 广林 有余 连翘 雨生 志平 巧云".split(" ");
    private static final String[] FIRST =
            "望溪 北坡 东渡 南坪 槐荫 石桥 青枫 竹溪 双井 柏林 新塘 高桥 清水 桃园 长岭 柿树 龙泉 大坪 小河 梅子 云台 榆树 黄土 白鹤 油坊 茶山 莲花 秋千 铁索 麦地 棠梨 松柏 响水 马家 罗盘 月亮 金鸡 银杏 飞泉 晒谷 灯草 碾子 天井 杨柳 凤尾 鹅颈 仙人 玉皇 沙湾 芦苇 野鸭 盐井 瓦窑 砚池 打铁 芝麻 百步"
                    .split(" ");

    private Names() {}

    /** The n-th village's name; every sixth is a community. */
    static String village(int n) {
        return n == 0 ? VILLAGE : FIRST[n % FIRST.length] + (community(n) ? "社区" : "村");
    }

    static boolean community(int n) {
        return n > 0 && n % 6 == 5;
    }

    static String grid(int n) {
        return switch (n) {
            case 0 -> "北坡组网格";
            case 1 -> "东渡组网格";
            default -> "南坪组网格";
        };
    }

    static String person(Random random) {
        return SURNAMES[random.nextInt(SURNAMES.length)] + GIVEN[random.nextInt(GIVEN.length)];
    }

    /** A mobile number of a prefix given to no operator. */
    static String phone(Random random) {
        return "154" + "%08d".formatted(random.nextInt(100_000_000));
    }
}
