package org.onedoor.cases.imports;

import java.util.List;
import java.util.Locale;

/** What a column of an order may mean, with the headers by which it is recognised. */
enum OrderField {
    NUMBER("工单编号", "工单号", "编号", "受理编号", "order no"),
    TITLE("标题", "主题", "诉求标题", "title"),
    WORDS("诉求内容", "内容", "问题描述", "诉求描述", "text"),
    NAME("姓名", "来电人", "诉求人", "联系人", "name"),
    PHONE("联系电话", "电话", "来电号码", "手机", "phone"),
    PLACE("所属村社区", "村社区", "所属区域", "区域", "村", "place"),
    ADDRESS("地址", "详细地址", "事发地址", "address"),
    CATEGORY("类别", "诉求类别", "分类", "category"),
    TYPE("诉求类型", "类型", "type"),
    DEADLINE("办结时限", "截止时间", "要求办结时间", "deadline"),
    CONFIDENTIAL("是否保密", "保密", "confidential"),
    STATUS("工单状态", "状态", "status");

    private final List<String> headers;

    OrderField(String... headers) {
        this.headers = List.of(headers);
    }

    /** How the template writes it. */
    String header() {
        return headers.getFirst();
    }

    boolean required() {
        return this == NUMBER || this == WORDS || this == PLACE;
    }

    boolean means(String header) {
        return headers.contains(header.strip().toLowerCase(Locale.ROOT));
    }
}
