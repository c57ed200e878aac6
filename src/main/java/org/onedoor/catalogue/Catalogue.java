package org.onedoor.catalogue;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 服务目录事务 · The items of a county; publishing new versions. */
@Service
@Transactional(readOnly = true)
public class Catalogue {

    /** The items in force today ({@code frame.Now}); needs no scope. */
    public Items of(int county) {
        return new Items();
    }
}
