package org.onedoor.demo;

import org.onedoor.cases.Cases;
import org.onedoor.cases.Filing;
import org.onedoor.cases.Following;
import org.onedoor.cases.LowMarks;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.organizations.Organizations;

/** What the demo county lives by: nothing but the faces everybody uses, and the list of what people ask. */
record UseCases(
        Filing filing,
        Cases cases,
        LowMarks lowMarks,
        Catalogue catalogue,
        Organizations organizations,
        Following following,
        Requests requests) {}
