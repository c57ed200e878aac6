package org.onedoor.organizations;

/**
 * 无处受理 · Every post for protected cases belongs to somebody complained of: only the outside channel is left, and the
 * page says so.
 */
public class NoProtectedPost extends RuntimeException {
    NoProtectedPost() {
        super("no protected post", null, false, false);
    }
}
