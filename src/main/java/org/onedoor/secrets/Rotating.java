package org.onedoor.secrets;

/** What came of asking for a new key. */
sealed interface Rotating {

    record Begun(int key) implements Rotating {}

    /** The last change is not over yet. */
    record UnderWay() implements Rotating {}

    /** Keys are brought to this installation and no newer one is there; {@code file} is the name it needs. */
    record NoNewKey(String file) implements Rotating {}
}
