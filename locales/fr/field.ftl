# Corroboration, flows and liaison posts. Keys begin with `corroborate-`, `flows-`, `liaison-`.

## Corroboration

corroborate-statement-help = une déclaration est en YAML ou JSON, avec une référence, des personnes et des affirmations ; docs/corroborate.md en montre une
corroborate-out-help = choisissez un autre emplacement pour ce qui est écrit
corroborate-title = Ce que les données disent de la déclaration { $reference }
corroborate-overview = Vue d’ensemble
corroborate-claims = Les affirmations et les données
corroborate-people = Qui a été cherché
corroborate-people-intro = Les personnes et les choses de la déclaration, et celles des données qui peuvent leur correspondre. Un nom seul peut être celui d’un autre.
corroborate-footer = Produit par Palermo à partir des données remises. La page dit dans quelle mesure elles couvrent les affirmations ; ce qu’elles signifient, des personnes en décident. Ceci n’est pas un avis juridique.
corroborate-note-claims = Cette page dit dans quelle mesure les données couvrent les affirmations. Elle ne dit rien de la crédibilité de la personne qui parle.
corroborate-note-silence = Une donnée absente n’est pas un « non ». Elle n’est dite manquante que si un fichier remis suit la personne ou la chose visée pendant ce temps.
corroborate-note-memory = On se souvient des jours, non des minutes, et moins bien des jours difficiles. Ce qui diffère sur un seul point est montré comme proche et ne compte pour rien.
corroborate-lead = { $claims ->
    [one] Une affirmation
   *[other] { $claims } affirmations
}, recueillies le { $taken }, { $by }.
corroborate-strengths = Fort : des sources indépendantes montrent tout ce qui a été dit, d’une personne identifiée par un numéro. Moyen : une source le montre tout entier, ou plusieurs en partie. Faible : en partie, de seconde main, par un nom que d’autres peuvent porter, ou d’une chose que d’autres peuvent tenir.
corroborate-col-claim = Affirmation
corroborate-col-records = Les données
corroborate-col-for = pour
corroborate-col-against = contre
corroborate-for = Données en sa faveur
corroborate-against = Données contraires
corroborate-near = Proche : concorde sauf sur un point
corroborate-expected = Les traces attendues
corroborate-ask = Ce qu’il faut demander
corroborate-nothing = Aucune sorte de donnée lisible ici ne montrerait cela.
corroborate-more = … et { $count } de plus
corroborate-speaker = { $name } (qui parle)
corroborate-found = { $name } : { $found }
corroborate-not-found = { $name } : personne dans les données n’a ce nom ou ce numéro
corroborate-with = avec { $with }
corroborate-tolerance = { $value } (± { $tolerance })
corroborate-place-unknown = { $place } (absent du répertoire : seul le même nom concorde)
corroborate-place-several = { $place } (un de { $count } lieux de ce nom)
corroborate-days = { $count ->
    [one] 1 jour
   *[other] { $count } jours
}
corroborate-hours = { $count ->
    [one] 1 heure
   *[other] { $count } heures
}
corroborate-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
corroborate-agrees = concorde sur : { $aspects }
corroborate-silent = muet sur : { $aspects }
corroborate-differs = tout sauf : { $aspect }
corroborate-sum = Entre les deux, les données font { $amount }.
corroborate-unseen = Aucune donnée concordante ne montre : { $who }.
corroborate-elsewhere = { $who } est relevé à { $place } le { $time }, à { $km } km de { $claimed } : aucun instant du temps affirmé ne reste possible
corroborate-elsewhere-road = { $who } est relevé à { $place } le { $time }, à { $km } km de { $claimed } : trop loin par la route, non par avion
corroborate-elsewhere-thing = une carte ou une autre chose de { $who } est relevée à { $place } le { $time }, à { $km } km de { $claimed } ; d’autres ont pu l’avoir
corroborate-other-amount = entre les deux, les données montrent { $amount } pendant ce temps
corroborate-others-number = le numéro est enregistré comme celui de { $holder }
corroborate-ask-for = demander à { $keeper } : { $record }
corroborate-ask-about = au sujet de { $about }
corroborate-no-number = { $name } (aucun numéro connu : par nom et date de naissance)
corroborate-soon = demander d’abord la conservation : c’est d’ordinaire effacé après des semaines ou des mois

corroborate-outcome-supported = étayée
corroborate-outcome-in-part = étayée en partie
corroborate-outcome-disputed = données pour et contre
corroborate-outcome-doubted = données faiblement contraires
corroborate-outcome-contradicted = contredite
corroborate-outcome-missing = données attendues absentes
corroborate-outcome-unknown = aucune donnée ne le montrerait
corroborate-strength-strong = fort
corroborate-strength-moderate = moyen
corroborate-strength-weak = faible
corroborate-basis-number = par un numéro
corroborate-basis-only-name = par un nom entier que personne d’autre n’a ici
corroborate-basis-name = par un nom que plusieurs ont
corroborate-basis-shared-number = par un numéro que plusieurs donnent
corroborate-basis-part-of-name = par un nom semblable ou partiel
corroborate-what-payment = paiement
corroborate-what-contact = message ou appel
corroborate-what-travel = trajet
corroborate-what-stay = séjour
corroborate-what-presence = présence
corroborate-what-work = salaire
corroborate-what-uses = usage d’un numéro
corroborate-what-other = d’une sorte que les données ne montrent pas
corroborate-aspect-who = qui
corroborate-aspect-with = avec qui
corroborate-aspect-when = quand
corroborate-aspect-where = où
corroborate-aspect-amount = combien
corroborate-aspect-words = mots
corroborate-way-itself = la chose même
corroborate-way-instalment = un paiement parmi plusieurs
corroborate-way-beside = une chose à lui ou à elle, ou un autre dont on dit qu’il y était
corroborate-way-mentioned = quelqu’un en écrit
corroborate-way-own-words = les mots de la personne elle-même, à l’époque
corroborate-leaves-always = cela laisse une telle trace
corroborate-leaves-often = cela laisse souvent une telle trace ; le silence mérite une question
corroborate-leaves-sometimes = cela ne laisse qu’à l’occasion une telle trace ; le silence dit peu
corroborate-follows-who = un fichier qui suit l’auteur
corroborate-follows-either = un fichier qui suit l’un des deux
corroborate-follows-vehicle = un fichier qui suit le véhicule
corroborate-follows-vessel = un fichier qui suit le bateau
corroborate-follows-both = une conversation des deux
corroborate-follows-place = un fichier avec des relevés en ce lieu
corroborate-state-shown = présent, dans { $sources }
corroborate-state-missing = absent, bien que { $sources } couvre tout le temps
corroborate-state-in-part = absent ; { $sources } ne couvre qu’une partie du temps
corroborate-state-unknown = aucun fichier remis ne le montrerait
corroborate-trace-account-statement = le relevé de compte de l’un des deux
corroborate-trace-transfer-agent = les relevés du service de transfert d’argent
corroborate-trace-conversation = la conversation, de l’un des deux téléphones
corroborate-trace-call-records = les relevés d’appels
corroborate-trace-border-record = un contrôle, une observation ou une réservation en chemin
corroborate-trace-vehicle-camera = les caméras ou péages où le véhicule est passé
corroborate-trace-vessel-track = la trace du bateau
corroborate-trace-cell-sites = les antennes du téléphone
corroborate-trace-card-use = l’usage d’une carte ou d’un distributeur en chemin
corroborate-trace-lodging-register = le registre des hôtes du logement
corroborate-trace-lodging-payment = un paiement de logement
corroborate-trace-street-camera = des caméras ou contrôles en ce lieu
corroborate-trace-wage-payment = le versement du salaire
corroborate-trace-employment-register = le registre de l’emploi
corroborate-trace-subscriber = le titulaire du numéro, et depuis quand
corroborate-keeper-bank = la banque
corroborate-keeper-money-service = la société de transfert d’argent
corroborate-keeper-phone = qui détient l’un des téléphones
corroborate-keeper-telecom = l’opérateur de téléphonie
corroborate-keeper-border = le service frontalier du lieu et le transporteur
corroborate-keeper-road = l’exploitant de la route ou du péage
corroborate-keeper-coastguard = les garde-côtes
corroborate-keeper-lodging = la police du lieu, qui tient ou recueille les registres d’hôtes
corroborate-keeper-police = la police du lieu
corroborate-keeper-labour = l’inspection du travail ou la sécurité sociale
corroborate-keeper-register = l’opérateur ou le registre du numéro
corroborate-through-fiu = par les cellules de renseignement financier
corroborate-through-police = par la coopération policière
corroborate-through-preservation = par une demande de conservation, puis par l’entraide judiciaire
corroborate-through-administrative = par la coopération administrative

## Liaison posts

liaison-title = Où affecter des officiers de liaison
liaison-plan = Le plan
liaison-posts = Pourquoi chaque poste
liaison-scenarios = Scénarios
liaison-others = Les plans suivants
liaison-footer = Produit par Palermo à partir des tableaux remis. Il compare des postes et des flux, jamais des États. Des personnes décident ; aucun plan ne repose sur un accord qui n’a pas été donné.
liaison-note-posts = Ceci compare des postes et des flux, jamais des États.
liaison-note-exact = Le plan est le meilleur de tous ceux qui respectent les règles. Son plus grand regret sur les scénarios est le moindre possible ; de ces plans, il couvre le plus.
liaison-note-demand = Les itinéraires, la demande et les coûts sont ceux des tableaux. Une part qui change d’itinéraire est une supposition, non une prévision.
liaison-lead = { $posts ->
    [one] Un poste
   *[other] { $posts } postes
} et { $officers } officiers pour { $cost } couvrent { $mean } des flux en moyenne sur les scénarios ; les postes d’aujourd’hui en couvrent { $today }. Dans aucun scénario le plan n’est à plus de { $regret } au-dessous du meilleur plan pour celui-ci.
liaison-tile-posts = postes
liaison-tile-mean = couverts en moyenne
liaison-tile-regret = plus grand regret
liaison-tile-today = couverts aujourd’hui
liaison-tile-greedy = en prenant chaque fois le meilleur suivant
liaison-map = Les postes du plan ; plus ils sont grands, plus il passe de monde à leur portée. Les itinéraires les plus suivis : en trait plein si un poste du plan les voit, en tirets sinon. Les contours ne disent rien du territoire de quiconque.
liaison-map-label = Carte de { $posts } postes et des itinéraires les plus suivis
liaison-scenario = { $year }, { $share } changent d’itinéraire
liaison-scenarios-intro = Dans chaque scénario, une part de ceux dont l’itinéraire est couvert en prend un autre de la même origine s’il en reste un ouvert. Ils ne sont couverts de nouveau que si tous les itinéraires de l’origine le sont. Regret : de combien le plan est au-dessous du meilleur plan pour ce seul scénario.
liaison-others-intro = Les meilleurs plans suivants, par ce qui change. S’ils coûtent peu, le choix peut suivre ce que le tableau ne sait pas.
liaison-no-others = Aucun autre plan ne respecte les règles.
liaison-none = rien
liaison-change = sans { $gone } ; avec { $new }
liaison-why = { $passes } des flux passent à sa portée, { $alone } devant aucun autre poste du plan. Sans lui, le plan couvre { $marginal } de moins en moyenne. Surtout depuis : { $origins }.
liaison-replacement = Si l’hôte refuse : { $lost } de moins, { $change }.
liaison-fare = { $scenario } : couvert { $covered }, meilleur possible { $best }, meilleur suivant { $greedy }, aujourd’hui { $today }
liaison-other = Plan { $number } : { $change } ; couvre { $mean }, plus grand regret { $regret }
liaison-to-ask = À demander : avec l’accord des hôtes de { $posts }, un plan pourrait couvrir { $mean } en moyenne.
liaison-uncovered = Non couverts, surtout depuis : { $origins }.
liaison-unplaced = { $count ->
    [one] Une étape n’est
   *[other] { $count } étapes ne sont
} ni un poste ni un lieu unique du répertoire, de sorte qu’aucun poste ne { $count ->
    [one] la
   *[other] les
} voit : { $some }
liaison-stands = existe aujourd’hui
liaison-new = nouveau
liaison-col-post = Poste
liaison-col-passes = À sa portée
liaison-col-marginal = Valeur
liaison-col-cost = Coût
liaison-col-why = Pourquoi ici
liaison-col-scenario = Scénario
liaison-col-covered = Couvert
liaison-col-best = Meilleur possible
liaison-col-regret = Regret
liaison-col-greedy = Meilleur suivant
liaison-col-today = Aujourd’hui
liaison-col-change = Ce qui change
liaison-table-help = un tableau avec une ligne d’en-tête est attendu, comme docs/liaison.md le montre (CSV, avec virgules, points-virgules ou tabulations)
liaison-no-column = pas de colonne { $missing } ; trouvé : { $found }
liaison-wrong-cell = { $file }, ligne { $line }, colonne { $column } : « { $found } »
liaison-expected = attendu : { $expected }
liaison-expect-country = le nom ou le code d’un pays
liaison-expect-degrees = des degrés, tels que 36.84 et -2.46
liaison-expect-place = un nom qui est un seul lieu du répertoire, ou la latitude et la longitude
liaison-expect-cost = ce qu’un officier coûte par an, tel que 250000
liaison-expect-km = des kilomètres
liaison-expect-consent = yes, no ou unknown
liaison-expect-yes-no = yes ou no
liaison-expect-once = chaque poste une fois
liaison-expect-whole = un nombre entier
liaison-expect-count = un nombre de zéro ou plus
liaison-expect-stops = une origine, et des lieux séparés par >
liaison-found-help = donnez routes.geojson ou findings.json de palermo analyze, ou un tableau de flux (CSV)
liaison-no-routes = ni features ni routes
liaison-budget-help = un montant tel que 4500000 est attendu
liaison-officers-help = une langue et un nombre sont attendus, tels que fr=4
liaison-rules-help = docs/liaison.md explique les règles

## Flows

flows-title = Flux : corridors, déplacements, échos
flows-corridors = Les corridors que montrent les tableaux
flows-corridors-intro = Les deux séries montent et descendent ensemble à ce décalage (corrélation des logarithmes d’au moins 0,9), aucun autre décalage ne convient aussi bien par hasard, les sommes peuvent être un seul flux, et cela tient aux deux bouts des nombres masqués ou arrondis.
flows-displacements = Les changements après une mesure
flows-displacements-intro = L’année d’après contre l’année d’avant, à côté de tous les autres groupes du même lieu. Une baisse là où la mesure a été prise et une hausse ailleurs sont un déplacement, comme hypothèse.
flows-echoes = Les hausses qu’une autre juridiction expliquerait peut-être
flows-echoes-intro = Les totaux montent partout. Ceux-ci ont monté plus de deux fois ce que laissent attendre la hausse des autres en ce lieu et celle du même groupe ailleurs, assez sûrement pour le nombre de tests faits.
flows-undecided = Indécis
flows-undecided-intro = Ce que les tableaux ne disent pas, et pourquoi.
flows-footer = Produit par Palermo à partir de tableaux publiés. Une nationalité est ici un attribut de tableaux, jamais d’une personne. On compte des événements, non des personnes.
flows-note-groups = Une nationalité est ici un attribut de tableaux publiés, jamais d’une personne. Aucune règle sur une personne ne peut s’en servir.
flows-note-hypothesis = Ce sont des hypothèses. On compte des événements : une personne peut être comptée souvent, ou nulle part.
flows-note-abstains = Ce que les tableaux ne disent pas reste indécis, avec la raison. Les nombres masqués et arrondis restent des intervalles.
flows-nothing = Aucune ligne de ces tableaux n’a pu servir.
flows-read = { $rows } nombres lus ; { $uncertain } cases sont des intervalles.
flows-none = aucun
flows-corridor = { $group } : { $from } → { $to }, décalage de { $lag } mois ({ $shortest } à { $longest } conviennent aussi), r { $fit } sur { $months } mois ; comptés { $first } et { $second }.
flows-later = De 1 à 3 mois : r { $fit } à { $lag }.
flows-why-few-months = Indécis : trop peu de mois en commun.
flows-why-no-fit = Indécis : les séries ne vont pas ensemble.
flows-why-ranges = Indécis : pas aux deux bouts des nombres masqués ou arrondis.
flows-why-sums = Indécis : les sommes sont trop éloignées pour un seul flux.
flows-why-chance = Indécis : une série décalée convient aussi bien, ou l’un de tant de tests le ferait.
flows-policy = { $id } ({ $by }, { $month })
flows-change = { $group } à { $place } : { $before } → { $after }, { $factor } fois le changement des autres ; de { $others } autres groupes, une part de { $chance } a changé autant. Inhabituel.
flows-change-usual = { $group } à { $place } : { $before } → { $after }, { $factor } fois le changement des autres ; de { $others } autres groupes, une part de { $chance } a changé autant. Rien d’inhabituel.
flows-cannot-tell = On ne peut le dire à : { $places } (les deux années, ou assez d’autres groupes, ne sont pas publiés).
flows-compared = { $before } contre { $after } : { $tests } tests, { $flagged } tiennent ; { $untested } trop petits pour être testés.
flows-echo = { $group } à { $place } : { $before } → { $after }, { $excess } fois l’attendu (chance d’autant : { $chance }).
flows-held-by = Ce qui a précédé se verrait dans les données de { $holder } : entrées, visas, arrivées par avion.
flows-col-group = Groupe
flows-col-way = Chemin
flows-col-lag = Décalage en mois
flows-col-fit = r
flows-col-months = Mois
flows-col-first = Comptés d’abord
flows-col-second = Comptés ensuite
flows-table-help = les colonnes place, month, group et count sont attendues, ou une description (YAML) comme docs/flows.md le montre
flows-expect-period = une période est deux mois, tels que 2022-10 / 2023-09
flows-expect-month = un mois tel que 2023-04
flows-expect-count = un nombre tel que 12, 0-5 ou <5
