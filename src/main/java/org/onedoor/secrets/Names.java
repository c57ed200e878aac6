package org.onedoor.secrets;

/** 姓名遮掩 · A person's name as others see it: 张＊, 林＊菊 (R-SEC-10). */
public final class Names {

    private Names() {}

    /** First character, stars, and from three characters on the last one; never more than two stars. */
    public static String masked(String name) {
        var characters = name.strip().codePoints().toArray();
        return switch (characters.length) {
            case 0 -> "";
            case 1 -> "＊";
            case 2 -> Character.toString(characters[0]) + "＊";
            default ->
                Character.toString(characters[0])
                        + (characters.length == 3 ? "＊" : "＊＊")
                        + Character.toString(characters[characters.length - 1]);
        };
    }
}
