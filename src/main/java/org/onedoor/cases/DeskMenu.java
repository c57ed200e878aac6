package org.onedoor.cases;

import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the desk puts into the rail and the phone's bar. */
@Configuration(proxyBeanMethods = false)
class DeskMenu {

    @Bean
    MenuEntry deskEntry() {
        return new MenuEntry("cases.menu.desk", "/desk/cases", "inbox", Role.STAFF, 10, true);
    }

    @Bean
    MenuEntry registerEntry() {
        return new MenuEntry("cases.menu.new", "/desk/cases/new", "plus", Role.STAFF, 11, true);
    }
}
