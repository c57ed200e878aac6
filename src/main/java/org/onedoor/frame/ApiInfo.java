package org.onedoor.frame;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands above the description of the REST doors. */
@Configuration(proxyBeanMethods = false)
class ApiInfo {

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("OneDoor 一扇门")
                        .version("v1")
                        .description("A resident's case from asking to solved: file, follow, and take every step.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }
}
