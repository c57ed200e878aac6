package org.onedoor.frame;

import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 县网址 · The address under which people outside open a county's pages: links in messages, and in codes on paper, begin with
 * it (foundations §17).
 *
 * <p>{@code onedoor.address} gives scheme, port and the host of the county that has none of its own.
 */
@Component
public class Website {

    private final ObjectProvider<CountySource> counties;
    private final URI address;

    Website(
            ObjectProvider<CountySource> counties,
            @Value("${onedoor.address:http://localhost:${server.port}}") String address) {
        this.counties = counties;
        this.address = URI.create(address.replaceFirst("/+$", ""));
    }

    /** Without a slash at its end. A county that shares its host with another is told apart by {@code /c/{county}}. */
    public String of(int county) {
        var source = counties.getObject();
        var own = source.all().stream()
                .filter(home -> home.county() == county && !home.host().equals("*"))
                .findFirst();
        var root = own.map(home -> address.getScheme() + "://" + home.host()
                        + (address.getPort() < 0 ? "" : ":" + address.getPort()))
                .orElse(address.toString());
        var host = own.map(CountySource.Home::host).orElse(address.getHost());
        return source.at(host) == county ? root : root + "/c/" + county;
    }
}
