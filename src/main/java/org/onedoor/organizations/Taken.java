package org.onedoor.organizations;

/** What an import made; {@code same} posts were there with the same holder. */
record Taken(int offices, int posts, int people, int same) {
    Taken plus(Taken more) {
        return new Taken(offices + more.offices, posts + more.posts, people + more.people, same + more.same);
    }

    boolean anything() {
        return offices + posts + people + same > 0;
    }
}
