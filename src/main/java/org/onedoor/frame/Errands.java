package org.onedoor.frame;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Runs the one errand the program was started for, before anything else begins by itself, and ends the program. */
@Component
class Errands implements ApplicationRunner {

    private final ApplicationContext context;
    private final List<Errand> errands;
    private final String wanted;

    Errands(ApplicationContext context, List<Errand> errands, @Value("${onedoor.errand:}") String wanted) {
        this.context = context;
        this.errands = errands;
        this.wanted = wanted;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!wanted.isEmpty()) {
            int code = errands.stream()
                    .filter(errand -> errand.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no errand " + wanted))
                    .run(arguments.getNonOptionArgs());
            System.exit(SpringApplication.exit(context, () -> code));
        }
    }
}
