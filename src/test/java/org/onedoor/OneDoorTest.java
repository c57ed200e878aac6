package org.onedoor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

/**
 * The whole program on a real PostgreSQL and a random port. All classes that carry exactly this annotation share one
 * context, so a test makes a county of its own (ACounty) and never cleans up.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "onedoor.data=target/test-data",
            "onedoor.db.name=test_${random.int(1,2000000000)}",
            "onedoor.db.durability=NONE",
            // Tests have their own clocks; the sweep of the real one would end their cases.
            "onedoor.sweeps=off",
            // Journeys start the demo: one case of each kind, not half a year of them.
            "demo.small=true",
            // Log in fast and as often as tests do.
            "onedoor.accounts.hash-cost=4",
            "onedoor.accounts.logins-per-minute=100000",
            "onedoor.accounts.codes-per-hour=100000",
            // Residents are offered mail, and it stays here.
            "onedoor.mail.kept=true",
            "onedoor.audit.heads=target/test-heads/${random.uuid}"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface OneDoorTest {}
