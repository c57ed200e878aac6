package org.onedoor.organizations.party;

import org.onedoor.frame.Scope;

/** 党务身份 · One Party post somebody acts under, with its one scope: the organization and what is below it. */
public record PartyHat(PartyPost post, PartyOrganization organization, Scope.Party scope) {

    /** Whether this organization lies in what the post sees. */
    public boolean sees(PartyOrganization other) {
        return organization.holds(other);
    }
}
