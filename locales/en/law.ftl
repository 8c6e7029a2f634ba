# `palermo law`: its questions and answers. Texts of the rules themselves stand in `law/`. Keys begin with `law-`.

law-not-advice = Not legal advice: an indication from stated facts. People decide; discretion is shown, never computed.
law-dated = Decision of { $decided }. Law last looked up on { $checked }.
law-checked = Law last looked up on { $checked }.
law-yes = yes
law-no = no
law-unknown = unknown
law-needs-fact = open: a fact is missing (NEEDS_FACT)
law-needs-review = a lawyer has to look (NEEDS_LEGAL_REVIEW)
law-conflict = rules conflict
law-grounds = Grounds
law-ground-there = there
law-ground-open = open: a fact is missing
law-ground-review = readings differ and none governs
law-for = For
law-against = Against
law-in-review = For a lawyer to look at
law-defeated = does not apply, because of { $rules }
law-readings = Where professionals read the law differently
law-strictly = strictly: { $answer }
law-loosely = loosely: { $answer }
law-missing = What is not known, and what it would change
law-given-up = Asked, and not known or disputed.
law-shown-by = to be shown by { $who }: { $standard }
law-any-value = any value
law-up-to = up to { $value }
law-up-to-day = up to { $value }
law-from = from { $value }
law-from-day = from { $value }
law-from-to = from { $from } to { $to }
law-from-to-day = from { $from } to { $to }
law-none-of-the-answers = none
law-still-open = still open
law-rest-open = the rest still open
law-answered = { $what }:
law-if-facts = depending on facts still unknown: { $rules }
law-alone-nothing = alone it decides nothing
law-if-reading = only on one reading: { $differ }
law-consequences = What follows
law-discretion = What someone may do (not computed)
law-valves = What remains open to the person
law-notes = To know
law-caveats = What is not certain

law-tag-excerpt = from an excerpt
law-tag-known = from knowledge, text not at hand
law-tag-unverified = UNVERIFIED: check before relying on it
law-tag-ours = our reading
law-confidence-medium = medium confidence
law-confidence-low = low confidence
law-burden-claimant = the claimant
law-burden-applicant = the applicant
law-burden-authority = the authority
law-burden-prosecution = the prosecution
law-burden-requesting-state = the requesting State
law-burden-requested-state = the requested State
law-burden-nobody = nobody
law-standard-balance-of-probabilities = more likely than not
law-standard-reasonable-grounds-to-believe = reasonable grounds to believe
law-standard-reasonable-grounds-to-suspect = reasonable grounds to suspect
law-standard-beyond-reasonable-doubt = beyond a reasonable doubt
law-standard-own-statement = what the person says suffices
law-standard-record = on the record
law-standard-national-law = as national law says

law-ask-how = Answer each question, or press Enter if it is not known. `quit` ends and answers with what is known.
law-ask-yes-no = [y/n, Enter: not known]
law-ask-choice = [number or name, Enter: not known]
law-ask-number = [whole number, Enter: not known]
law-ask-date = [YYYY-MM-DD, Enter: not known]

law-show-facts = Facts
law-show-conclusions = Conclusions
law-show-rules = Rules
law-decides = decides { $conclusion }: { $value }
law-exception-to = exception to { $rules }
law-when = when { $condition }
law-applies = applies
law-is-defeated = does not apply: an exception does
law-is-open = open: a fact is missing
law-is-met = met; whether anything needs it is open
law-not-met = not met
law-not-in-force = not law on the dates of the case

law-diff-nothing = nothing changed
law-diff-ended = Law on { $day }, and no longer on the other day
law-diff-began = Law on { $day }, and not yet on the other day
law-diff-answer = under the law of { $day }: { $answer }

law-impact-count = { $cases ->
    [one] One case
   *[other] { $cases } cases
} under the law of { $before } and of { $after }: { $changed ->
    [one] one changes
   *[other] { $changed } change
}.
law-impact-refused = { $count ->
    [one] One case could not be read and is left out.
   *[other] { $count } cases could not be read and are left out.
}
law-impact-synthetic = The cases are synthetic: they show where a change bites, not how often it does.

law-test-count = { $passed } passed, { $failed } failed
law-test-no-facts = states no facts, and its words are not known; add `facts`, or its words under `scenarios: told:`
law-test-differs = { $what }: expected { $expected }, found { $found }

law-lint-set = { $set }: { $facts ->
    [one] 1 fact
   *[other] { $facts } facts
}, { $conclusions ->
    [one] 1 conclusion
   *[other] { $conclusions } conclusions
}, { $rules ->
    [one] 1 rule
   *[other] { $rules } rules
}
law-lint-cases = { $conclusion }: { $rules ->
    [one] 1 rule
   *[other] { $rules } rules
}, { $cases ->
    [one] 1 case
   *[other] { $cases } cases
} gone through, each under four readings
law-lint-one-value = { $conclusion }: { $rules ->
    [one] 1 rule
   *[other] { $rules } rules that decide alike
}; nothing can conflict or be left open
law-lint-count = { $sets ->
    [one] 1 rule set
   *[other] { $sets } rule sets
}, { $faults ->
    [one] 1 fault
   *[other] { $faults } faults
}
law-fault-no-text = a text lacks English or French
law-fault-cost = cost is { $cost }; expected 1 (known by heart) to 9 (papers from abroad)
law-fault-gap = no rule decides: { $case }; add a rule, or `otherwise`
law-fault-overlap = { $one } and { $other } decide differently: { $case }; make one an exception to the other
law-fault-dead = no case meets it; check its condition, or take it out
law-fault-idle = no case meets both it and { $rule }, to which it is an exception
law-fault-too-many = { $cases } cases are too many to go through; divide the conclusion into steps
law-fault-unused = no rule looks at it; take it out

law-written = Written to { $file }.
law-file-help = give a file that exists and can be read, or - for standard input
law-file-long = { $file } is too long; expected at most 64 MiB
law-file-not-text = { $file } is not text in UTF-8
law-help-list = palermo law list names the rule sets
law-help-show = palermo law show RULESET names its facts, conclusions and rules
law-help-docs = docs/law.md describes the form
law-help-facts = docs/law.md describes fact files; nothing was changed
law-did-you-mean = Did you mean: { $names }?
law-error-form = { $file }, line { $line }, column { $column }: { $what }
law-error-no-rule-set = There is no rule set “{ $typed }”.
law-error-no-provision = “{ $typed }” is no rule, provision or conclusion of this rule set.
law-error-no-fact = “{ $typed }” is no fact of this rule set.
law-error-twice = { $fact } is stated twice; keep one, or give both as {"{"}"either": [one, other]{"}"}.
law-error-wrong-type = { $fact } is { $found }; expected { $expected }.
law-error-no-choice = { $fact } is { $found }, which is none of its values.
law-error-no-such-day = { $fact } is { $found }, and there is no such day; expected a date such as 2026-04-01.
law-error-no-place = { $fact } is { $found }, a moment in UTC, and the law counts in local dates; give the date at the place, or the time with the place's offset.
law-error-out-of-range = { $fact } is { $found }; expected a whole number from { $least } to { $most }.
law-error-contradiction = These facts cannot all be true: { $expected }.
law-error-not-json = Not JSON, or no object of facts: line { $line }, column { $column }: { $what }
law-error-no-scenarios = Expected a list of scenarios, each with id, facts and expected, or an object with rules and scenarios.
law-error-no-rule-set-for = No rule set knows all facts and answers of this file. The nearest, { $nearest }, does not know: { $unknown }.
law-error-dmn = line { $line }: { $what }
law-expected-yes-no = true, false or null
law-expected-number = a whole number or null
law-expected-date = a date such as "2026-04-01", or null
law-expected-choice = one of its values as a text, or null
law-expected-several = a list of its values, or an object of true, false or null
law-expected-rivals = at least two statements in "either"
