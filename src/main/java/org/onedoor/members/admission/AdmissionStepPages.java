package org.onedoor.members.admission;

import static org.onedoor.members.admission.AdmissionPages.PATH;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.members.admission.AdmissionRights.Seen;
import org.onedoor.members.admission.Roster.Comrade;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One form for each step, with the fields its line needs; what the rules refuse stands at the field. */
@Controller
@Allowed(Role.PARTY)
class AdmissionStepPages {

    private final Admissions admissions;
    private final AdmissionRights rights;
    private final PartyOrganizations organizations;
    private final Roster roster;

    AdmissionStepPages(Admissions admissions, AdmissionRights rights, PartyOrganizations organizations, Roster roster) {
        this.admissions = admissions;
        this.rights = rights;
        this.organizations = organizations;
        this.roster = roster;
    }

    /** {@code act}: number of a step or another form's word; without it, what is open and hers to do. */
    @GetMapping(PATH + "/{id}/record")
    String ask(@PathVariable UUID id, @RequestParam(defaultValue = "") String act, Model model) {
        var seen = rights.see(Actor.current(), id);
        var chosen = act(act, seen);
        var hat = rights.needs(
                Actor.current(), seen.dossier(), chosen.side(seen.dossier().file()));
        return form(model, seen, hat, chosen, StepForm.on(Now.today()), Faults.none());
    }

    @PostMapping(PATH + "/{id}/record")
    String record(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "0") int seen,
            @ModelAttribute(name = "form", binding = true) StepForm form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var file = rights.see(Actor.current(), id);
        var chosen = act(act, file);
        var hat = rights.needs(
                Actor.current(), file.dossier(), chosen.side(file.dossier().file()));
        var faults = Faults.none();
        var day = form.day(page, faults);
        var fact = form.fact(chosen, comrades(file, hat, chosen), page, faults);
        if (day.isPresent() && fact.isPresent()) {
            var recording = Scope.in(
                    hat.scope(),
                    () -> admissions.record(
                            county(),
                            id,
                            seen,
                            day.get(),
                            fact.get(),
                            hat.post().id()));
            if (recording instanceof Recording.Done) {
                return "redirect:" + PATH + "/" + id;
            } else if (recording instanceof Recording.Refused why) {
                faults.add(chosen.field(why.key()), page.t(why.key(), AdmissionPages.said(page, why.arguments())));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(model, file, hat, chosen, form, faults);
    }

    /** Takes the last line back; by whoever could have recorded it. */
    @PostMapping(PATH + "/{id}/back")
    String back(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int seq,
            @RequestParam(defaultValue = "0") int seen) {
        var file = rights.see(Actor.current(), id);
        var fact = new Fact.TakenBack(seq);
        var hat = rights.needs(
                Actor.current(), file.dossier(), Side.of(fact, file.dossier().file()));
        var recording = Scope.in(
                hat.scope(),
                () -> admissions.record(
                        county(), id, seen, Now.today(), fact, hat.post().id()));
        if (recording instanceof Recording.Refused) {
            throw new Overtaken();
        }
        return "redirect:" + PATH + "/" + id;
    }

    private Act act(String word, Seen seen) {
        var file = seen.dossier().file();
        if (!word.isEmpty()) {
            return Act.of(word, file).orElseThrow(NotHere::new);
        }
        return file.next(Now.today()).stream()
                .map(next -> Act.of(next.step(), file))
                .filter(one -> rights.works(
                                Actor.current(), seen.dossier().person().branch(), one.side(file))
                        .isPresent())
                .findFirst()
                .orElse(new Act(Act.Kind.PAPER, null));
    }

    private String form(Model model, Seen seen, PartyHat hat, Act act, StepForm form, Faults faults) {
        var file = seen.dossier().file();
        model.addAttribute("person", seen.dossier().person());
        model.addAttribute("act", act);
        model.addAttribute("rule", act.step() instanceof Step step ? file.rule(step, Now.today()) : null);
        model.addAttribute("form", form);
        model.addAttribute("people", choices(comrades(seen, hat, act)));
        model.addAttribute("faults", faults);
        return "members/admission/record";
    }

    private static Map<String, String> choices(List<Comrade> comrades) {
        var choices = new LinkedHashMap<String, String>();
        comrades.forEach(one -> choices.put(one.id().toString(), one.name()));
        return choices;
    }

    private List<Comrade> comrades(Seen seen, PartyHat hat, Act act) {
        if (!act.is(Act.Kind.NAMED)) {
            return List.of();
        }
        var branch = organizations.tree(county()).get(seen.dossier().person().branch());
        return AdmissionPages.in(
                hat, () -> admissions.reading(() -> roster.members(county(), branch.lo(), branch.hi(), Now.today())));
    }

    private static int county() {
        return Actor.current().county();
    }
}
