# `palermo review`. Texts of questionnaires stand in `reviews/`. Keys begin with `review-`.

## Papers

review-doc-title = Examen : { $state }
review-doc-questionnaire = Questionnaire d’auto-évaluation, à remplir
review-doc-answers = Réponses au questionnaire d’auto-évaluation
review-doc-dialogue = Observations écrites et dialogue
review-doc-observations = Liste d’observations
review-doc-summary = Résumé de la liste d’observations
review-doc-follow-up = Suivi et assistance technique
review-doc-effect = Ce que les chiffres disent de la coopération
review-doc-parallel = Réponses de l’État et réponses parallèles
review-doc-submission = Contributions de la société civile
review-doc-background = Document d’information pour un dialogue constructif
review-doc-calendar = Calendrier
review-doc-reviewers = États examinateurs : { $states }.
review-doc-no-ranking = Rien ici ne classe les États ni ne les compare entre eux.
review-doc-article = article { $article }
review-doc-articles = Articles { $list } [{ $tag }]. Le texte des questions est le nôtre : des projets, non les questions adoptées par la Conférence des Parties.
review-doc-languages = Langues acceptées : { $list }
review-doc-notified = Notifié au Secrétaire général : { $day }
review-doc-figure = { $measure } : { $value } ({ $numerator } sur { $denominator } ; { $missing } sans indication ; jusqu’au { $day })
review-doc-as-of = en vigueur au { $day }
review-doc-decision = table de décision ; elle explique et ne décide rien ; ceci n’est pas un avis juridique
review-doc-reused = réponse donnée dans { $mechanism } le { $day } ; à confirmer
review-doc-conflict = Deux versions se contredisent. Toutes deux sont conservées jusqu’à ce que quelqu’un récrive la réponse.
review-doc-by = Par { $people }
review-doc-silent = Aucune réponse que ces lecteurs puissent voir : { $questions }.
review-doc-cleared = { $state } a approuvé cette version.
review-doc-cleared-before = { $state } a approuvé une version antérieure, modifiée depuis.
review-doc-language = { $language }
review-doc-version-of = version de { $by }
review-doc-no-translation = Pas encore traduit.
review-doc-old-translation = (plus ancienne que l’original)
review-doc-closing = Difficultés, assistance technique, bonnes pratiques, affaires
review-doc-closing-help = Quelles difficultés ont été rencontrées ? Quelle assistance technique est nécessaire (rédaction législative, législation type, bonnes pratiques, formation, mentor, matériel, système de données, autre), et avec quelle urgence ? Quelle pratique pourrait aider d’autres États ? Quelles affaires l’illustrent ?
review-doc-orphans = Réponses dont la question ne figure pas dans cette version du questionnaire
review-doc-fill = Dans le formulaire Word, écrivez dans les champs : palermo review import reprend ce qui y a été écrit comme de nouvelles versions, et ne lit rien d’autre. Sur papier ou en page, ce document se lit et s’annote à la main.
review-doc-only-if = Seulement si la réponse à { $question } est : { $answers }
review-doc-no-observations = Pas encore d’observations
review-doc-process = Déroulement de l’examen
review-doc-rounds = { $messages ->
    [one] Un message
   *[other] { $messages } messages
} en { $rounds ->
    [one] un tour
   *[other] { $rounds } tours
}
review-doc-responds = répond à { $questions }
review-doc-not-agreed = Points non acceptés, ou acceptés en partie
review-doc-too-long = { $words } mots : plus que les { $most } prévus pour ce document. Rien n’a été coupé.
review-doc-feedback = Observations écrites : { $state }
review-doc-round = Tour { $round }
review-doc-in-reply = en réponse à { $id }
review-doc-no-progress = Rien n’a encore été communiqué
review-doc-assistance = Besoins et offres d’assistance technique
review-doc-no-matches = Aucune offre n’est d’un type demandé.
review-doc-fits = Convient
review-doc-beside = Réponses de l’État examiné et réponses parallèles aux mêmes questions, côte à côte. Il appartient aux lecteurs de les apprécier ; le programme ne le fait pas.
review-doc-no-parallel = Aucune réponse parallèle n’a été remise.
review-doc-coalition = { $name } : { $members }
review-doc-paper = Document d’information « { $title } », pour { $dialogue }
review-doc-invited = Invités : { $names }
review-doc-came = Présents : { $names }
review-doc-absent = Absents : { $names }
review-doc-no-paper = Il n’y a ici aucun document de ce nom que ces lecteurs puissent voir.
review-doc-for-dialogue = Pour { $dialogue }
review-doc-no-country = Dans un dialogue constructif, aucun pays n’est nommé.
review-doc-table = Calculé sur { $rows ->
    [one] { $rows } demande
   *[other] { $rows } demandes
} jusqu’au { $day } ; les effectifs inférieurs à { $smallest } ne sont pas montrés. Table : SHA-256 { $sha256 }…
review-doc-two-series = Échéances et événements sont deux séries. Une échéance se calcule à partir des seules échéances : une étape tardive ne déplace pas la suivante.
review-doc-start = Début de la phase : { $day }
review-doc-no-start = Le premier jour de cette phase n’est pas indiqué ; aucune échéance ne peut être calculée.
review-doc-no-target = aucune prévue
review-doc-set = fixée par les parties
review-doc-on-time = dans les délais
review-doc-late = { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
review-doc-overdue = { $days ->
    [one] échue depuis { $days } jour
   *[other] échue depuis { $days } jours
}

review-class-public = Public
review-class-parties = Pour les États parties – document de la Conférence
review-class-restricted = Diffusion restreinte – pour les participants à cet examen
review-class-own = Fichier propre de l’organisation
review-class-short-draft = non approuvé
review-class-short-restricted = restreint
review-class-short-parties = parties
review-class-short-public = public

review-value-yes = Oui
review-value-in-part = Oui, en partie
review-value-no = Non
review-field-answer = Réponse
review-field-chosen = Oui
review-field-not-chosen = Non
review-field-figures = Chiffres, un par ligne : ce qui est compté ; période ; valeur ; source
review-field-authority = Autorité et coordonnées, ou ce qui a été notifié
review-field-text = Texte
review-field-new-text = Nouveau paragraphe
review-field-law = Lois, affaires, liens, un par ligne : titre ; disposition ; adresse

review-lack-answer = Pas encore de réponse.
review-lack-agreement = Deux versions se contredisent.
review-lack-confirmation = Reprise d’ailleurs : à confirmer.
review-lack-reference = Aucune référence à une loi ou à une autre source.
review-lack-explanation = « Non » ou « en partie » sans explication.
review-lack-translation = Une traduction manque ou est ancienne.

review-evidence-legislation = Loi :
review-evidence-case = Affaire :
review-evidence-statistic = Chiffre :
review-evidence-decision = Table de décision :
review-evidence-source = Source :
review-finding-gap = Lacunes et difficultés
review-finding-good-practice = Succès et bonnes pratiques
review-finding-suggestion = Suggestions
review-finding-ta-need = Besoins d’assistance technique
review-priority-high = priorité élevée
review-priority-medium = priorité moyenne
review-priority-low = priorité faible
review-assent-yes = accepté
review-assent-partly = accepté en partie
review-assent-no = non accepté
review-progress-planned = prévu
review-progress-underway = en cours
review-progress-done = fait
review-progress-not-planned = non prévu
review-misfit-kind = d’un autre type
review-misfit-instrument = pour d’autres instruments
review-misfit-language = dans d’autres langues
review-misfit-expired = expirée
review-mail-query = Question
review-mail-reply = Réponse
review-mail-note = Note
review-series-target = échéance
review-series-actual = a eu lieu

review-col-key = Id
review-col-state = État
review-col-assent = Accord
review-col-note = Motif
review-col-article = Article
review-col-finding = Type
review-col-text = Texte
review-col-progress = Avancement
review-col-need = Besoin
review-col-offer = Offre
review-col-fit = Correspondance
review-col-voice = Qui
review-col-answer = Réponse
review-col-step = Étape
review-col-target = Échéance
review-col-actual = A eu lieu
review-col-late = Écart
review-col-question = Question
review-col-question-text = Texte de la question
review-col-instrument = Instrument
review-col-cluster = Groupe
review-col-tag = Source
review-col-references = Références
review-col-lacks = Manque
review-sheet-answers = Réponses
review-sheet-observations = Observations
review-sheet-calendar = Calendrier

## What figures say

review-direction-in = reçues
review-direction-out = envoyées
review-obstacle-returned = renvoyées pour complément
review-obstacle-no-consultation = refusées sans consultation
review-obstacle-no-reasons = refusées sans motifs
review-obstacle-not-submitted = ressortissant non extradé et affaire non soumise
review-obstacle-unacknowledged = sans accusé de réception

review-effect-question-stronger = La coopération s’est-elle renforcée depuis la ratification ?
review-effect-question-effective = L’extradition, l’entraide judiciaire et les autres voies ont-elles été efficaces, et pourquoi ?
review-effect-question-reform = Quelle réforme aiderait ?
review-effect-contradictions = Réponses que les chiffres ne confirment pas
review-effect-nothing = Les données disponibles ne donnent pas de réponse.
review-effect-limits = Ce que les données ne disent pas
review-effect-behind = { $count ->
    [one] { $count } demande concernée
   *[other] { $count } demandes concernées
}
review-effect-no-table = Aucune table de demandes n’a été fournie.
review-effect-no-ratification = La date à laquelle l’État est devenu partie n’est pas indiquée.
review-effect-no-rows-before = La table ne contient rien d’antérieur au { $since }, date d’entrée en vigueur pour l’État ({ $treaty }) : il n’y a pas de comparaison possible.
review-effect-span = Entrée en vigueur pour l’État ({ $treaty }) le { $since } ; la table couvre { $before } ans avant et { $after } ans après.
review-effect-short-span = Moins de deux ans d’un côté de cette date : le hasard pèse lourd.
review-effect-silent = { $missing ->
    [0] {""}
    [one] {" "}{ $missing } sans indication.
   *[other] {" "}{ $missing } sans indication.
}
review-effect-few-rows = Trop peu de demandes pour conclure.
review-effect-no-cause = D’autres choses ont changé dans les mêmes années : une différence ne prouve pas que le traité en soit la cause.
review-effect-outside-table = La coopération qui ne laisse pas de demande (confiance, appels, formation commune) ne figure dans aucune table.
review-effect-more-requests = Davantage de demandes par an : { $after }, contre { $before } auparavant. Cela peut traduire plus d’usage ou plus de criminalité.
review-effect-fewer-requests = Moins de demandes par an : { $after }, contre { $before } auparavant.
review-effect-same-requests = Les demandes par an sont passées de { $before } à { $after } ; le hasard seul peut l’expliquer.
review-effect-faster = La moitié a été réglée en { $after } jours, contre { $before } jours auparavant : plus vite.
review-effect-slower = La moitié a été réglée en { $after } jours, contre { $before } jours auparavant : plus lentement.
review-effect-same-time = La médiane est passée de { $before } à { $after } jours ; les intervalles se recoupent, aucun changement n’est établi.
review-effect-no-median = Moins de la moitié a été réglée dans la période couverte ; il n’y a pas de médiane.
review-effect-within-year = Sur { $count } demandes, en un an : { $executed } exécutées, { $partly } en partie, { $refused } refusées, { $withdrawn } retirées, { $open } encore ouvertes.
review-effect-median = { $days ->
    [one] La moitié a été réglée en { $days } jour
   *[other] La moitié a été réglée en { $days } jours
} (intervalle à 95 % : { $low } à { $high } ; demandes ouvertes comprises).
review-effect-backlog = { $open ->
    [one] { $open } ouverte
   *[other] { $open } ouvertes
} à la fin, dont { $old } depuis plus d’un an.
review-effect-reciprocity = La moitié des demandes reçues a pris { $ratio } fois le temps de la moitié des demandes envoyées.
review-effect-refused-for = { $count } refus pour ce motif : { $ground }.
review-effect-refused-other = { $count } refus pour d’autres motifs ou sans motif.
review-effect-grounds-hidden = Les refus par motif sont trop peu nombreux pour être montrés.
review-effect-complete-at-first = { $numerator ->
    [one] { $numerator } sur { $denominator } ({ $share }) n’a jamais été renvoyée.
   *[other] { $numerator } sur { $denominator } ({ $share }) n’ont jamais été renvoyées.
}{ review-effect-silent }
review-effect-on-time = { $numerator ->
    [one] { $numerator } demande urgente sur { $denominator } ({ $share }) a été exécutée dans le délai demandé.
   *[other] { $numerator } demandes urgentes sur { $denominator } ({ $share }) ont été exécutées dans le délai demandé.
}{ review-effect-silent }
review-effect-consulted = Avant { $numerator } refus sur { $denominator } ({ $share }), l’autre État a été consulté.{ review-effect-silent }
review-effect-reasons = { $numerator ->
    [one] { $numerator } refus sur { $denominator } ({ $share }) a été motivé.
   *[other] { $numerator } refus sur { $denominator } ({ $share }) ont été motivés.
}{ review-effect-silent }
review-effect-submitted = { $numerator ->
    [one] { $numerator } affaire sur { $denominator } ({ $share }) refusée en raison de la nationalité a été soumise dans le pays.
   *[other] { $numerator } affaires sur { $denominator } ({ $share }) refusées en raison de la nationalité ont été soumises dans le pays.
}{ review-effect-silent }
review-effect-by-convention = { $numerator ->
    [one] { $numerator } sur { $denominator } ({ $share }) se fondait sur la Convention.
   *[other] { $numerator } sur { $denominator } ({ $share }) se fondaient sur la Convention.
}{ review-effect-silent }
review-effect-used = { $numerator ->
    [one] Les résultats de { $numerator } demande exécutée sur { $denominator } ({ $share }) ont servi devant un tribunal.
   *[other] Les résultats de { $numerator } demandes exécutées sur { $denominator } ({ $share }) ont servi devant un tribunal.
}{ review-effect-silent }
review-effect-video = Dans { $numerator } cas sur { $denominator } ({ $share }), quelqu’un a été entendu par vidéo.{ review-effect-silent }
review-effect-compensated = Dans { $numerator } cas sur { $denominator } ({ $share }), une victime a été indemnisée.{ review-effect-silent }
review-effect-harmed = Dans { $numerator } cas sur { $denominator } ({ $share }), la procédure a fait du tort à une victime.{ review-effect-silent }
review-effect-waited = { $share } du temps tenait à l’État requérant ({ $rows } demandes).{ review-effect-silent }
review-effect-translation = { $share } du temps est allé à la traduction ({ $rows } demandes).{ review-effect-silent }
review-effect-assets = Demandes où des avoirs ont été localisés : { $traced } ; gelés : { $frozen } ; confisqués : { $confiscated } ; confiscation exécutée : { $enforced } ; restitués ou partagés : { $returned } ; remis à des victimes : { $victims }. Une étape où trop peu s’arrêtent compte avec la précédente.
review-effect-yielded = { $rows } enquêtes conjointes : { $arrests } arrestations, { $victims } victimes identifiées, { $prosecutions } poursuites.
review-effect-not-said = La colonne { $column } de la table n’en dit rien.
review-effect-impermissible = Certains refus invoquent un motif que la Convention exclut ; chacun appelle une question.
review-effect-no-use-of-results = La table ne dit pas si les résultats ont servi devant un tribunal.
review-effect-no-victims = La table ne dit pas ce que la coopération a signifié pour les victimes.
review-effect-no-assets = La table ne dit pas ce qui a été gelé, confisqué et restitué.
review-effect-no-delay-owner = La table ne dit pas à qui tient un retard (autorité, tribunal, tiers).
review-effect-refused-rows = { $rows ->
    [one] { $rows } ligne de la table n’a pas pu être lue et n’est pas comptée.
   *[other] { $rows } lignes de la table n’ont pas pu être lues et ne sont pas comptées.
}
review-effect-no-obstacle = Aucun obstacle n’a été rencontré assez souvent pour indiquer une réforme.
review-effect-observations = Suggestions des examinateurs : { $suggestions } ; besoins d’assistance technique : { $needs } ; voir la liste d’observations.
review-effect-no-observations = Il n’y a pas d’observations que ces lecteurs puissent voir.
review-effect-no-forecast = Qu’une réforme lève un obstacle ne veut pas dire qu’elle change les résultats : rien ici n’est une prévision.
review-effect-contradicts = ne s’accorde pas avec { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
} : { $group }, { $what }.
review-effect-contradicts-few = ne s’accorde pas avec certaines lignes : { $group }, { $what }.

## Command line

review-opened = { $file } ouvert : examen { $id }, { $parts ->
    [one] { $parts } partie
   *[other] { $parts } parties
} du questionnaire.
review-exists = { $file } existe déjà.
review-exists-help = choisissez un autre nom ; un examen n’est jamais écrasé
review-written = { $count ->
    [one] { $count } déclaration ajoutée
   *[other] { $count } déclarations ajoutées
} à { $file }.
review-nothing-said = Rien à écrire n’a été donné.
review-nothing-said-help = donnez au moins une des options que nomme `--help`
review-no-state = « { $state } » n’est pas un État connu ici.
review-no-state-help = donnez son nom en français ou en anglais, ou son code, comme CA
review-no-pair = « { $text } » n’a pas la forme attendue.
review-no-pair-help = écrivez un groupe ou un instrument, un signe égal et une date, comme I=2026-01-05 ou untoc=2003-09-29
review-cannot-read = { $file } ne peut pas être lu : { $error }
review-cannot-read-help = vérifiez le chemin ; rien n’a été modifié
review-no-text = { $file } n’est pas un texte : l’octet { $byte } n’est pas de l’UTF-8.
review-cannot-write = { $file } ne peut pas être écrit : { $error }
review-cannot-write-help = choisissez un autre endroit ; ce qui s’y trouvait s’y trouve encore
review-row-refused = { $file }, ligne { $line } : « { $found } » dans la colonne { $column } n’est pas compris ; la ligne est laissée de côté.
review-did-you-mean = Vouliez-vous dire { $names } ?
review-fault-form = { $file }, ligne { $line } : ce n’est pas une déclaration ({ $detail }). Elle a été conservée telle quelle.
review-fault-changed = { $file }, ligne { $line } : modifiée après avoir été écrite, elle ne compte pas. Elle a été conservée telle quelle.
review-fault-unknown = { $file }, ligne { $line } : déclaration d’une autre version du programme ({ $detail }). Elle a été conservée telle quelle.
review-lots-head = Tirage au sort, phase { $phase }, graine « { $seed } », { $states ->
    [one] { $states } État
   *[other] { $states } États
} :
review-lots-same = même région
review-lots-other = autre région
review-lots-nobody = –
review-lots-repeat = Pour le répéter : le lot d’un État est le SHA-256 de graine|phase|État examiné|État ; le plus petit lot parmi ceux qui ont le moins examiné est tiré. Voir docs/review.md.
review-status-line = { $file } : { $state }, { $answered ->
    [one] { $answered } question répondue
   *[other] { $answered } questions répondues
} sur { $asked }, { $observations ->
    [one] { $observations } observation
   *[other] { $observations } observations
}
review-status-head = Examen : { $state } ({ $id }), par { $reviewers } ; { $statements ->
    [one] { $statements } déclaration
   *[other] { $statements } déclarations
} ; questionnaire { $version }
review-status-part = { $cluster } · { $instrument } : { $answered ->
    [0] aucune réponse
    [one] { $answered } réponse
   *[other] { $answered } réponses
} sur { $asked }, { $complete ->
    [0] aucune complète
    [one] { $complete } complète
   *[other] { $complete } complètes
}
review-adopt-orphans = Sans question dans cette version, et conservées : { $questions }
review-kind-yes-no = oui / en partie / non
review-kind-choice = choix
review-kind-text = texte
review-kind-number = chiffres
review-kind-designation = autorité ou notification
review-kind-references = références
review-questions-ours = Le texte est le nôtre : des projets, non les questions adoptées par la Conférence des Parties. Source : S page, K connu, K? à vérifier.
review-no-statistic = « { $text } » ne peut pas être cité.
review-no-statistic-help = écrivez MESURE:GROUPE:in ou out, comme M2:mla:in ; groupes : { $groups }
review-no-statistic-small = la mesure n’est pas connue ici (M1 à M11, M15 à M18), ou l’effectif est trop petit pour être montré
review-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
review-no-day = Aucun jour n’a été donné.
review-no-day-help = donnez --on DATE pour ce qui a eu lieu, ou --due DATE pour une échéance
review-for-ever = Ce qui est rendu public ne peut pas être repris.
review-for-ever-help = relisez les paragraphes ; puis ajoutez --for-ever
review-undone = Repris : { $what }
review-version-holds = en vigueur
review-version-replaced = remplacé
review-version-undone = repris
review-not-parallel = Ceci est l’examen lui-même, non le fichier propre d’une organisation.
review-not-parallel-help = une organisation commence le sien avec palermo review new --civil-society NOM
review-nothing-released = Rien n’a encore été ouvert.
review-nothing-released-help = ouvrez ce qui doit être remis : palermo review publish FICHIER PLACE --class restricted, parties ou public
review-handed-over = { $count ->
    [one] { $count } déclaration dans { $file } ; le point de contact la reprend
   *[other] { $count } déclarations dans { $file } ; le point de contact les reprend
} avec palermo review import.
review-no-paper = Il n’y a pas de document « { $paper } ».
review-out-is-in = Le document écraserait l’examen.
review-no-copy = Une copie de l’examen porte les noms de ceux qui ont écrit ; elle est réservée aux participants.
review-no-copy-help = pour tous, écrivez .json, .html ou un autre document
review-no-form = Il n’y a pas de forme « { $form } ».
review-no-form-help = terminez le nom par .docx, .pdf, .html, .xlsx, .json, .schema.json, .ics ou .review
review-no-pdf = Ce programme a été construit sans PDF.
review-exported = { $file } écrit ({ $bytes ->
    [one] { $bytes } octet
   *[other] { $bytes } octets
}).
review-no-reuse = Il n’est pas dit d’où viennent les réponses.
review-no-reuse-help = ajoutez --reused "mécanisme; date", comme --reused "CNUCC, deuxième cycle; 2019-05-02"
review-no-json = Le fichier ne contient pas de réponses : { $error }
review-no-json-help = attendu : la forme que palermo review export écrit en .json
review-docx-help = attendu : un .docx que palermo review export a écrit à partir du document `questionnaire`
review-taken-in = { $count ->
    [0] Rien de nouveau dedans.
    [one] { $count } nouvelle déclaration reprise.
   *[other] { $count } nouvelles déclarations reprises.
}
review-merged = { $left } et { $right } déclarations en font { $all }, dans { $file }.
review-conflicts = { $count ->
    [one] { $count } endroit où deux personnes se contredisent
   *[other] { $count } endroits où deux personnes se contredisent
}, conservés jusqu’à ce que quelqu’un y récrive : { $places }

review-error-knowledge-help = les connaissances du programme sont défectueuses ; vous n’y êtes pour rien
review-error-question = Il n’y a pas de question { $question }.
review-error-question-help = `palermo review questions` les énumère toutes
review-error-version = Le questionnaire { $version } n’est pas ici ({ $known } y est).
review-error-version-help = aucune réponse n’est perdue ; donnez le dossier de cette version avec --questionnaires, ou changez de version avec palermo review adopt
review-error-article = L’article { $article } ({ $instrument }) n’est pas examiné dans le groupe { $cluster }.
review-error-article-elsewhere = il se trouve dans le groupe { $cluster }
review-error-article-help = les articles de chaque groupe se trouvent dans reviews/mechanism.yaml
review-error-assistance = Il n’y a pas de type d’assistance « { $kind } ».
review-error-assistance-help = legislative_drafting, model_law, good_practice, training, mentor, equipment, data_system, other
review-error-key = { $what } « { $key } » : introuvable.
review-error-key-help = `palermo review history FICHIER` nomme tout ce qui s’y trouve
review-thing-observation = Observation
review-thing-offer = Offre
review-thing-message = Message
review-thing-paragraph = Paragraphe
review-thing-place = Place
review-error-person = { $name } n’est pas nommé dans cet examen.
review-error-person-help = le point de contact nomme les personnes avec palermo review person
review-error-answer = { $question } n’admet pas cette réponse.
review-error-answer-yes-no = elle admet --value yes, in-part ou no
review-error-answer-choice = elle admet --choose, avec : { $choices }
review-error-answer-text = elle admet --text
review-error-answer-number = elle admet --figure "ce qui est compté; période; valeur; source"
review-error-answer-designation = elle admet --designated
review-error-answer-references = elle admet --law, --case ou --source
review-error-right = { $role } ne peut pas { $act }.
review-error-right-help = les rôles et leurs droits se trouvent dans reviews/mechanism.yaml ; palermo review status nomme les personnes
review-role-focal-point = Ce point de contact
review-role-expert = Un expert gouvernemental
review-role-reviewer = Cet examinateur
review-role-observer = Un observateur
review-role-secretariat = Le secrétariat
review-role-civil-society = La société civile
review-role-parties = Une partie
review-role-public = Le public
review-act-write = écrire ici
review-act-answer = répondre pour l’État examiné
review-act-observe = écrire les observations d’un État examinateur
review-act-agree = se prononcer pour cet État
review-act-clear = approuver des documents
review-act-release = ouvrir des paragraphes à d’autres
review-act-follow-up = rendre compte du suivi
review-act-nominate = désigner cette personne
review-error-date = « { $text } » n’est pas une date.
review-error-date-help = écrivez année, mois et jour, comme 2026-07-01
review-error-order = Le { $date } précède le { $earlier }, premier jour de la phase.
review-error-order-help = vérifiez la date, ou le premier jour de la phase (--step start)
review-error-unrelated = Ce sont deux examens différents : { $left } et { $right }.
review-error-unrelated-help = rien n’a été modifié ; pour reprendre les réponses d’un examen antérieur, utilisez palermo review import --reused
review-error-no-review = Ce n’est pas un examen : son ouverture manque.
review-error-no-review-help = attendu : un fichier écrit par palermo review new
review-error-undo = Il n’y a rien de { $name } à reprendre.
review-error-undo-help = on ne reprend que ses propres actes
review-error-public = Ce qui a été rendu public ne peut pas être repris.
review-error-public-help = écrivez plutôt une nouvelle version ; elle n’est pas publique tant qu’elle n’est pas ouverte
review-error-nothing = Il n’y a encore rien à cet endroit.
review-error-narrower = C’est déjà ouvert à ce cercle ou à un plus large : { $class }.
review-error-pool = { $state } ne figure pas dans la table du tirage.
review-error-pool-help = donnez la table qui le contient
review-error-table = Ligne { $line } : { $column } : « { $found } » n’est pas ce qui était attendu.
review-error-table-help = la forme de la table est décrite dans docs/review.md
review-output-answers = Réponses
review-output-observations = Liste d’observations
review-output-summary = Résumé
review-instrument-untoc = Convention
review-instrument-tip = Protocole relatif à la traite des personnes
review-instrument-som = Protocole relatif au trafic illicite de migrants
review-instrument-firearms = Protocole relatif aux armes à feu
