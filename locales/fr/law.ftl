# `palermo law`: its questions and answers. Texts of the rules themselves stand in `law/`. Keys begin with `law-`.

law-not-advice = Ceci n’est pas un avis juridique : une indication tirée des faits déclarés. Des personnes décident; le pouvoir discrétionnaire est montré, jamais calculé.
law-dated = Décision du { $decided }. Droit consulté pour la dernière fois le { $checked }.
law-checked = Droit consulté pour la dernière fois le { $checked }.
law-yes = oui
law-no = non
law-unknown = inconnu
law-needs-fact = en suspens : un fait manque (NEEDS_FACT)
law-needs-review = un juriste doit se prononcer (NEEDS_LEGAL_REVIEW)
law-conflict = des règles se contredisent
law-grounds = Motifs
law-ground-there = présent
law-ground-open = en suspens : un fait manque
law-ground-review = les interprétations diffèrent et aucune ne prévaut
law-for = Pour
law-against = Contre
law-in-review = À soumettre à un juriste
law-defeated = ne s’applique pas, en raison de { $rules }
law-readings = Là où les professionnels lisent le droit différemment
law-strictly = lecture stricte : { $answer }
law-loosely = lecture large : { $answer }
law-missing = Ce qui n’est pas connu, et ce que cela changerait
law-given-up = Question posée; réponse inconnue ou contestée.
law-shown-by = à établir par { $who } : { $standard }
law-any-value = toute valeur
law-up-to = jusqu’à { $value }
law-up-to-day = jusqu’au { $value }
law-from = à partir de { $value }
law-from-day = à partir du { $value }
law-from-to = de { $from } à { $to }
law-from-to-day = du { $from } au { $to }
law-none-of-the-answers = aucune
law-still-open = encore ouvert
law-rest-open = le reste encore ouvert
law-answered = { $what } :
law-if-facts = selon des faits encore inconnus : { $rules }
law-alone-nothing = à lui seul, ce fait ne décide rien
law-if-reading = seulement selon une interprétation : { $differ }
law-consequences = Ce qui s’ensuit
law-discretion = Ce que quelqu’un peut faire (non calculé)
law-valves = Ce qui reste ouvert à la personne
law-notes = À savoir
law-caveats = Ce qui n’est pas certain

law-tag-excerpt = d’après un extrait
law-tag-known = de mémoire, texte non consulté
law-tag-unverified = NON VÉRIFIÉ : à vérifier avant de s’y fier
law-tag-ours = notre lecture
law-confidence-medium = confiance moyenne
law-confidence-low = confiance faible
law-burden-claimant = le demandeur d’asile
law-burden-applicant = le demandeur
law-burden-authority = l’autorité
law-burden-prosecution = la poursuite
law-burden-requesting-state = l’État requérant
law-burden-requested-state = l’État requis
law-burden-nobody = personne
law-standard-balance-of-probabilities = prépondérance des probabilités
law-standard-reasonable-grounds-to-believe = motifs raisonnables de croire
law-standard-reasonable-grounds-to-suspect = motifs raisonnables de soupçonner
law-standard-beyond-reasonable-doubt = hors de tout doute raisonnable
law-standard-own-statement = la déclaration de la personne suffit
law-standard-record = selon le dossier
law-standard-national-law = selon le droit national

law-ask-how = Répondez à chaque question, ou appuyez sur Entrée si la réponse n’est pas connue. « quit » termine et répond avec ce qui est connu.
law-ask-yes-no = [o/n, Entrée : inconnu]
law-ask-choice = [numéro ou nom, Entrée : inconnu]
law-ask-number = [nombre entier, Entrée : inconnu]
law-ask-date = [AAAA-MM-JJ, Entrée : inconnu]

law-show-facts = Faits
law-show-conclusions = Conclusions
law-show-rules = Règles
law-decides = décide { $conclusion } : { $value }
law-exception-to = exception à { $rules }
law-when = si { $condition }
law-applies = s’applique
law-is-defeated = ne s’applique pas : une exception joue
law-is-open = en suspens : un fait manque
law-is-met = remplie; il reste ouvert si quelque chose en dépend
law-not-met = non remplie
law-not-in-force = n’est pas en vigueur aux dates du cas

law-diff-nothing = rien n’a changé
law-diff-ended = En vigueur le { $day }, et plus l’autre jour
law-diff-began = En vigueur le { $day }, et pas encore l’autre jour
law-diff-answer = selon le droit du { $day } : { $answer }

law-impact-count = { $cases } cas selon le droit du { $before } et du { $after } : { $changed ->
    [one] { $changed } change
   *[other] { $changed } changent
}.
law-impact-refused = { $count ->
    [one] Un cas n’a pu être lu et est laissé de côté.
   *[other] { $count } cas n’ont pu être lus et sont laissés de côté.
}
law-impact-synthetic = Les cas sont synthétiques : ils montrent où un changement porte, non à quelle fréquence.

law-test-count = { $passed ->
    [one] { $passed } réussi
   *[other] { $passed } réussis
}, { $failed ->
    [one] { $failed } échoué
   *[other] { $failed } échoués
}
law-test-no-facts = n’énonce aucun fait, et ses mots ne sont pas connus; ajoutez « facts », ou ses mots sous « scenarios: told: »
law-test-differs = { $what } : attendu { $expected }, trouvé { $found }

law-lint-set = { $set } : { $facts ->
    [one] { $facts } fait
   *[other] { $facts } faits
}, { $conclusions ->
    [one] { $conclusions } conclusion
   *[other] { $conclusions } conclusions
}, { $rules ->
    [one] { $rules } règle
   *[other] { $rules } règles
}
law-lint-cases = { $conclusion } : { $rules ->
    [one] { $rules } règle
   *[other] { $rules } règles
}, { $cases } cas { $cases ->
    [one] parcouru
   *[other] parcourus
}, chacun selon quatre lectures
law-lint-one-value = { $conclusion } : { $rules ->
    [one] { $rules } règle
   *[other] { $rules } règles qui décident de même
}; rien ne peut se contredire ni rester ouvert
law-lint-count = { $sets ->
    [one] { $sets } jeu de règles
   *[other] { $sets } jeux de règles
}, { $faults ->
    [one] { $faults } défaut
   *[other] { $faults } défauts
}
law-fault-no-text = un texte manque en anglais ou en français
law-fault-cost = cost est { $cost }; attendu 1 (su par cœur) à 9 (papiers de l’étranger)
law-fault-gap = aucune règle ne décide : { $case }; ajoutez une règle, ou « otherwise »
law-fault-overlap = { $one } et { $other } décident différemment : { $case }; faites de l’une une exception à l’autre
law-fault-dead = aucun cas ne la remplit; vérifiez sa condition, ou retirez-la
law-fault-idle = aucun cas ne remplit à la fois cette règle et { $rule }, dont elle est une exception
law-fault-too-many = { $cases } cas sont trop nombreux pour être parcourus; divisez la conclusion en étapes
law-fault-unused = aucune règle ne l’examine; retirez-le

law-written = Écrit dans { $file }.
law-file-help = donnez un fichier qui existe et peut être lu, ou - pour l’entrée standard
law-file-long = { $file } est trop long; attendu au plus 64 Mio
law-file-not-text = { $file } n’est pas du texte en UTF-8
law-help-list = palermo law list nomme les jeux de règles
law-help-show = palermo law show RULESET nomme ses faits, conclusions et règles
law-help-docs = docs/law.md décrit la forme
law-help-facts = docs/law.md décrit les fichiers de faits; rien n’a été modifié
law-did-you-mean = Vouliez-vous dire : { $names }?
law-error-form = { $file }, ligne { $line }, colonne { $column } : { $what }
law-error-no-rule-set = Il n’existe pas de jeu de règles « { $typed } ».
law-error-no-provision = « { $typed } » n’est ni une règle, ni une disposition, ni une conclusion de ce jeu de règles.
law-error-no-fact = « { $typed } » n’est pas un fait de ce jeu de règles.
law-error-twice = { $fact } est énoncé deux fois; gardez-en un, ou donnez les deux sous la forme {"{"}"either": [un, autre]{"}"}.
law-error-wrong-type = { $fact } est { $found }; attendu : { $expected }.
law-error-no-choice = { $fact } est { $found }, qui n’est aucune de ses valeurs.
law-error-no-such-day = { $fact } est { $found }, et ce jour n’existe pas; attendu : une date comme 2026-04-01.
law-error-no-place = { $fact } est { $found }, un instant en UTC, or le droit compte en dates locales; donnez la date du lieu, ou l’heure avec le décalage du lieu.
law-error-out-of-range = { $fact } est { $found }; attendu : un nombre entier de { $least } à { $most }.
law-error-contradiction = Ces faits ne peuvent pas tous être vrais : { $expected }.
law-error-not-json = Pas du JSON, ou pas un objet de faits : ligne { $line }, colonne { $column } : { $what }
law-error-no-scenarios = Attendu : une liste de scénarios, chacun avec id, facts et expected, ou un objet avec rules et scenarios.
law-error-no-rule-set-for = Aucun jeu de règles ne connaît tous les faits et réponses de ce fichier. Le plus proche, { $nearest }, ne connaît pas : { $unknown }.
law-error-dmn = ligne { $line } : { $what }
law-expected-yes-no = true, false ou null
law-expected-number = un nombre entier ou null
law-expected-date = une date comme "2026-04-01", ou null
law-expected-choice = une de ses valeurs sous forme de texte, ou null
law-expected-several = une liste de ses valeurs, ou un objet de true, false ou null
law-expected-rivals = au moins deux déclarations dans "either"
