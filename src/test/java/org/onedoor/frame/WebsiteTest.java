package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

/** Under which address a county's pages are opened from outside. */
class WebsiteTest {

    private static final CountySource FOUR = () -> List.of(
            new CountySource.Home(1, "600101", "禾川县", "*"),
            new CountySource.Home(2, "600102", "青浦岭县", "*"),
            new CountySource.Home(3, "600103", "云台县", "yuntai.example.gov.cn"),
            new CountySource.Home(4, "600104", "云台新区", "yuntai.example.gov.cn"));

    private static Website website(String address) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("counties", FOUR);
        return new Website(
                beans.getBeanProvider(CountySource.class),
                new MockEnvironment().withProperty("onedoor.address", address));
    }

    @Test
    void eachCountyHasItsOwn() {
        var website = website("https://door.example.gov.cn/");
        assertThat(website.of(1)).isEqualTo("https://door.example.gov.cn");
        assertThat(website.of(2)).isEqualTo("https://door.example.gov.cn/c/2");
        assertThat(website.of(3)).isEqualTo("https://yuntai.example.gov.cn");
        assertThat(website.of(4)).isEqualTo("https://yuntai.example.gov.cn/c/4");
    }

    @Test
    void thePortIsTheSameForAll() {
        var website = website("http://localhost:8080");
        assertThat(website.of(2)).isEqualTo("http://localhost:8080/c/2");
        assertThat(website.of(3)).isEqualTo("http://yuntai.example.gov.cn:8080");
    }

    @Test
    void theAddressLeadsBackToTheSameCounty() {
        assertThat(FOUR.at("door.example.gov.cn")).isEqualTo(1);
        assertThat(FOUR.at("YunTai.example.gov.cn")).isEqualTo(3);
    }
}
