package org.onedoor.regions;

/** What an import did. {@code refused}: somebody changed the tree between check and import. */
record Taken(int added, int amended, int same, int refused) {

    static final Taken NOTHING = new Taken(0, 0, 0, 0);

    Taken plus(Taken more) {
        return new Taken(added + more.added, amended + more.amended, same + more.same, refused + more.refused);
    }
}
