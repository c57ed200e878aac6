package org.onedoor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** 一扇门 · The application: one artifact, one package per capability. */
@SpringBootApplication
public class OneDoor {

    public static void main(String[] args) {
        SpringApplication.run(OneDoor.class, args);
    }
}
