# Tous les mots du rapport, en français. L’anglais est dans `en`, avec les mêmes clés et les mêmes valeurs ; un test
# les compare. Clés par partie : la page d’abord, puis les mots des codes.

## La page

page-title = Tableau des éléments recueillis
page-as-of = État au { $day }
page-skip = Aller au résumé
page-parts = Parties de cette page
page-close = Fermer
page-footer = Établi par Palermo à partir des sources énumérées ci-dessus. Cette page contient tout ce qu'elle montre et ne charge rien. Elle porte des données personnelles : ne la conservez et ne la transmettez que selon la base légale et le code de traitement de ses sources.

note-hypothesis = Tout ce qui est relevé ici est une hypothèse tirée d'enregistrements, à vérifier par une personne. Aucun score n'est une preuve de culpabilité.
note-victims = Une personne qui est peut-être une victime est à protéger ; elle n'est pas suspecte. Les signes qui la concernent sont montrés pour l'aider.
note-law = Ceci n'est pas un avis juridique. Rien ici ne décide des droits de quiconque.

left-out = { $count ->
    [one] Un autre n'est pas montré ici ; les fichiers exportés le contiennent.
   *[other] { $count } autres ne sont pas montrés ici ; les fichiers exportés les contiennent.
}
and-more = et { $count } de plus
period = { $from } au { $to }

## Résumé

summary-title = Résumé
summary-read = { $records } provenant de { $sources } ont été lus ; il y est question de { $entities } et de { $events }.
summary-joined = { $count ->
    [0] Aucune entrée n'a été jugée désigner la même personne ou la même chose.
    [one] Une personne ou chose figure sous plusieurs entrées, qui ont été réunies.
   *[other] { $count } personnes ou choses figurent sous plusieurs entrées, qui ont été réunies.
}
summary-alerts = { $count ->
    [0] Aucune alerte n'a été donnée.
    [one] Une alerte mérite un examen.
   *[other] { $count } alertes méritent un examen.
}
summary-protective = { $count ->
    [one] Une personne a peut-être besoin de protection.
   *[other] { $count } personnes ont peut-être besoin de protection.
}
summary-rejected = { $count ->
    [one] Un enregistrement n'a pas pu être lu ; il est indiqué avec le motif.
   *[other] { $count } enregistrements n'ont pas pu être lus ; ils sont indiqués avec le motif.
}
summary-first = À regarder d'abord

count-sources = { $count ->
    [one] une source
   *[other] { $count } sources
}
count-records = { $count ->
    [one] { $count } enregistrement
   *[other] { $count } enregistrements
}
count-entities = { $count ->
    [one] { $count } personne ou chose
   *[other] { $count } personnes et choses
}
count-events = { $count ->
    [one] { $count } événement
   *[other] { $count } événements
}
count-times = { $count ->
    [one] une fois
   *[other] { $count } fois
}
count-neighbours = { $count ->
    [one] un voisin
   *[other] { $count } voisins
}

tile-alerts = { $count ->
    [one] alerte
   *[other] alertes
}
tile-hits = { $count ->
    [one] déclenchement de règle
   *[other] déclenchements de règles
}
tile-nodes = { $count ->
    [one] nœud du réseau
   *[other] nœuds du réseau
}
tile-communities = { $count ->
    [one] communauté
   *[other] communautés
}
tile-trips = { $count ->
    [one] trajet
   *[other] trajets
}
tile-records = { $count ->
    [one] enregistrement lu
   *[other] enregistrements lus
}
tile-rejected = { $count ->
    [one] enregistrement refusé
   *[other] enregistrements refusés
}

## Alertes

alerts-title = Alertes
alerts-intro = Une alerte exige plusieurs règles de plusieurs familles d'indices indépendantes. Chaque phrase ci-dessous mène aux enregistrements qui ont déclenché sa règle et au signal publié sur lequel elle repose.
alerts-none = Aucun sujet ne réunit assez de familles d'indices indépendantes pour une alerte.
alert-number = Alerte { $number }
alert-protective-number = Protéger d'abord · alerte { $number }
alert-protective = a peut-être besoin de protection
alert-behind-note = Le compte lui-même rassemble ou transmet de l'argent pour d'autres : qui se trouve derrière peut être déclaré, tandis que le titulaire reste protégé.
alert-protective-note = Les signes correspondent à une personne peut-être exploitée ou qui paie sous la contrainte. Veillez d'abord à sa sécurité. Elle n'est pas, par défaut, le sujet d'une déclaration.
alert-may-be = Peut-être :
alert-hypothesis = Hypothèse suggérée par les règles entre parenthèses.
alert-families = { $count ->
    [one] Une famille d'indices :
   *[other] { $count } familles d'indices :
}
single-title = { $count ->
    [one] Une règle s'est déclenchée hors de toute alerte
   *[other] { $count } règles se sont déclenchées hors de toute alerte
}
single-intro = Un seul signe a bien des explications innocentes. Ceux-ci sont montrés pour que rien ne soit caché.
rows-label = Enregistrements à l'appui de ce constat
rows-more = { $count ->
    [one] En montrer un de plus
   *[other] En montrer { $count } de plus
}
rows-other = Autres enregistrements :
rule-how = Comment cette règle décide
rule-numbers = Nombres de cette règle
origin-source = de la source
origin-ours = de nous

## Réseau

network-title = Réseau
network-intro = { $all ->
    [0] Le réseau est vide.
   *[other] { $nodes } nœuds sur { $all } sont dessinés, avec { $ties } liens entre eux. La taille dit combien le réseau tient par un nœud ; la couleur, sa communauté.
}
network-none = Aucun lien n'a été trouvé entre les personnes et les choses de ces sources.
network-drawing = Dessin du réseau ; les listes ci-dessous disent la même chose en mots
network-hint = Choisissez un nœud ou un trait pour voir sur quoi il repose.
legend = Légende
nodes-title = { $count ->
    [one] Un autre nœud du dessin
   *[other] Les { $count } autres nœuds du dessin
}
ties-title = { $count ->
    [one] Le lien du dessin en tableau
   *[other] Les { $count } liens du dessin en tableau
}
ties-label = Liens du réseau
community = communauté { $number }
betweenness = intermédiarité { $value }
see-alert = alerte { $number }
roles-title = Ce qu'ils font peut-être
roles-intro = Hypothèses tirées de ce que chacun fait dans le réseau, avec ce qui parle pour et contre. Plus de sortes d'indices rendent une hypothèse plus forte, jamais certaine.
role-may = Agit peut-être comme
grounds-for = Pour
grounds-against = Contre, ou manquant

## Itinéraires

routes-title = Itinéraires
routes-intro = Où les enregistrements placent des personnes, des véhicules et des navires. La carte compte chaque étape entre deux lieux de chaque trajet : plus large, plus souvent. Les contours sont grossiers et ne disent rien du territoire de quiconque. Voyager n'est pas une infraction, et qui a été déplacé n'est pas suspect pour autant.
routes-none = Personne n'a été placé en deux lieux différents.
corridors-label = Carte de { $count ->
    [one] une étape
   *[other] { $count } étapes
} entre des lieux ; les itinéraires et trajets ci-dessous disent la même chose
corridors-said = Chaque trait est une étape d'au moins un trajet ; les traits plus larges ont été parcourus plus souvent.
corridor-place = { $place } : { $legs ->
    [one] une étape y commence ou y finit
   *[other] { $legs } étapes y commencent ou y finissent
}
routes-recurring-title = Itinéraires récurrents
routes-recurring-intro = Suites de lieux de part et d'autre d'une frontière, parcourues en au moins { $runs } passages distincts. Ceux qui se déplacent ensemble comptent pour un seul passage. Là où un passage n'a pas été vu à une étape, les enregistrements l'ont peut-être manqué : la page dit dans quels enregistrements d'autres y ont été vus.
routes-recurring-none = Aucun itinéraire de part et d'autre d'une frontière n'a été parcouru en au moins { $runs } passages distincts. Ceux qui se déplacent ensemble comptent pour un seul passage.
route-runs = { $count ->
    [one] un passage
   *[other] { $count } passages
}
route-subjects = { $count ->
    [one] une personne ou un véhicule
   *[other] { $count } personnes ou véhicules
}
route-map-label = Carte de l'itinéraire { $places } ; la liste à côté dit la même chose
route-months = Passages par mois de départ : { $months }.
route-months-said = Sur plus de deux ans.
route-months-short = Sur moins de deux ans, aucune saison ne peut être dite.
route-prices = Ce qui en a été dit ou payé
waypoint-seen = { $runs ->
    [one] vu ici lors d'un passage sur { $all }
   *[other] vu ici lors de { $runs } passages sur { $all }
}
waypoint-ask = Pour les autres, demander à ceux dont les enregistrements y ont vu quelqu'un : { $sources }
leg-runs = { $count ->
    [0] jamais vue de bout en bout
    [one] vue une fois de bout en bout
   *[other] vue { $count } fois de bout en bout
}
leg-gaps = { $count ->
    [one] une fois, rien ne dit comment
   *[other] { $count } fois, rien ne dit comment
}
leg-carriers = Par :
leg-between = Vus aussi entre les deux :
duration-minutes = { $median } min
duration-minutes-range = { $median } min ({ $least } à { $most })
duration-hours = { $median } h
duration-hours-range = { $median } h ({ $least } à { $most })
duration-days = { $median } jours
duration-days-range = { $median } jours ({ $least } à { $most })
runs-title = { $count ->
    [one] Le passage
   *[other] Les { $count } passages
}
runs-label = Passages
col-started = Départ
col-ended = Arrivée
col-seen-at = Vu à
col-where = Où
col-way = Chemin
col-said = Dit dans
col-published = À côté des prix publiés
groups-title = Qui s'est déplacé ensemble
groups-intro = Chacun était avec la moitié des autres au moins, en deux lieux éloignés ou côte à côte en chemin. Qui conduit et qui est conduit, cela ne le dit pas.
prices-title = Prix
prices-intro = Sommes qu'un message nomme avec deux lieux, et billets, à côté des prix publiés pour des chemins entre les mêmes pays. Un prix est une piste, non la preuve d'un voyage.
price-assumed = pris pour des dollars américains
price-none = aucun publié pour ce chemin, cette monnaie et cette époque
price-below = sous { $low } à { $high } { $currency } ({ $source })
price-within = entre { $low } et { $high } { $currency } ({ $source })
price-above = au-dessus de { $low } à { $high } { $currency } ({ $source })
said-ticket = billet
said-message = message
said-advert = annonce
trips-title = Trajets
trips-intro = Les lieux d'une personne ou d'une chose dans l'ordre du temps, sans long séjour entre eux. Les tirets sont des lacunes : rien ne dit comment le chemin a été parcouru.
trip-distance = environ { $km } km
linked-with = Lié à :
trip-together = Déplacés ensemble avec :
leg-distance = { $km } km
leg-speed = { $kmh } km/h
leg-gap = lacune
leg-impossible = trop rapide pour un seul voyageur
leg-title = De l'étape { $from } à l'étape { $to }, { $km } km
map-label = Carte du trajet de { $subject }, { $stops } étapes ; la liste à côté dit la même chose
map-scale = { $km } km

## Ressorts

jurisdictions-title = Ressorts
jurisdictions-intro = Ce qu'un itinéraire ou une communauté a fait dans chaque pays, dans quels enregistrements on le lit, et qui y est peut-être une victime : ce qu'il faut à une demande de coopération. Lu des lieux, des comptes, des véhicules et des entreprises, jamais de la nationalité de quiconque.
jurisdictions-none = Aucun itinéraire et aucune communauté ne touche plus d'un pays.
jurisdictions-drawing = De quand à quand quelque chose s'est passé dans chaque pays ; le tableau ci-dessous dit la même chose
reach-route = Itinéraire { $places }
reach-community = Communauté { $number } du réseau
col-country = Pays
col-deeds = Ce qui s'est passé
col-held-by = Preuves détenues dans
col-victims = Peut-être victimes
col-assets = Biens
deed-entered = { $count ->
    [one] une entrée
   *[other] { $count } entrées
}
deed-left = { $count ->
    [one] une sortie
   *[other] { $count } sorties
}
deed-seen = { $count ->
    [one] vu une fois
   *[other] vus { $count } fois
}
deed-lodged = { $count ->
    [one] un hébergement
   *[other] { $count } hébergements
}
deed-phoned = { $count ->
    [one] un appel de là
   *[other] { $count } appels de là
}
deed-money-sent = { $count ->
    [one] un paiement envoyé
   *[other] { $count } paiements envoyés
}
deed-money-received = { $count ->
    [one] un paiement reçu
   *[other] { $count } paiements reçus
}
deed-cash = { $count ->
    [one] un retrait d'espèces
   *[other] { $count } retraits d'espèces
}
deed-card = { $count ->
    [one] une carte utilisée une fois
   *[other] cartes utilisées { $count } fois
}
deed-indicator = { $count ->
    [one] un indicateur déclenché
   *[other] { $count } indicateurs déclenchés
}

## Chronologie

timeline-title = Chronologie
timeline-intro = { $days ->
    [one] Événements par jour, une ligne par sorte ; les barres du bas sont les épisodes des alertes.
    [7] Événements par semaine, une ligne par sorte ; les barres du bas sont les épisodes des alertes.
   *[other] Événements par période de { $days } jours, une ligne par sorte ; les barres du bas sont les épisodes des alertes.
}
timeline-none = Aucun événement n'a de date.
timeline-drawing = Événements dans le temps ; le tableau ci-dessous dit la même chose par mois
timeline-most = max. : { $count }
timeline-undated = { $count ->
    [one] Un événement n'a pas de jour et n'est pas dessiné.
   *[other] { $count } événements n'ont pas de jour et ne sont pas dessinés.
}
timeline-table = Événements par mois en tableau
time-unknown = heure inconnue

## Qui est qui

people-title = Qui est qui
people-intro = Entrées d'enregistrements différents jugées désigner le même, avec ce qu'elles partagent. Celles qui figurent dans le plus de sources viennent d'abord : aucune source ne les montre en entier.
people-none = Aucune entrée n'a été jugée désigner la même personne ou chose qu'une autre.
people-apart = Distinct de
people-decision = { $author } ({ $time }) : { $verdict }. { $outcome }

decisions-title = Décidé par des personnes
decisions-intro = Ce que des personnes ont décidé de deux entrées passe avant ce que suggèrent les enregistrements, tant qu'elles n'y reviennent pas.
decisions-cut = Ce qui les aurait réunies :
verdict-same = les mêmes
verdict-different = distincts
verdict-unsure = incertain
outcome-same = Montrés comme un seul.
outcome-different = Tenus séparés.
outcome-unsure = Les enregistrements décident.
outcome-overruled = Non suivie : { $author } a décidé autrement plus tard ({ $time }).
outcome-contradicted = Non suivie : avec d'autres décisions, elle réunirait ceux que { $author } a décidé de distinguer ({ $time }).
outcome-unlike = Non suivie : des choses de nature différente ne sont jamais une seule.
against-birth = autre date de naissance
against-name = autre nom
against-country = autre pays
against-institution = autre banque
against-common = beaucoup la partagent
against-several = convient à plusieurs

## Sources

sources-title = Sources
sources-intro = Ce qui a été lu, sous quelle autorité, et ce qu'il a fallu supposer à la lecture.
basis-delivered = Remis par
basis-legal = Base légale
basis-purpose = Finalité
basis-handling = Traitement
basis-retain = À conserver jusqu'au
peculiar-title = Ce qui est singulier dans les enregistrements
peculiar-intro = Compté et expliqué, avec les premiers enregistrements de chaque sorte. Rien n'a été refusé pour cela.
peculiar-repeated = Répété
peculiar-said-repeated = { $count ->
    [one] { $count } événement dit ce que dit un enregistrement antérieur de sa source, dans tout ce qui en est lu. Il est gardé et compte de nouveau : deux paiements égaux peuvent être réels tous les deux.
   *[other] { $count } événements disent ce que dit un enregistrement antérieur de leur source, dans tout ce qui en est lu. Ils sont gardés et comptent de nouveau : deux paiements égaux peuvent être réels tous les deux.
}
peculiar-out-of-order = Hors d'ordre
peculiar-said-out-of-order = { $count ->
    [one] { $count } événement est hors de l'ordre du temps que sa source suit par ailleurs. Les événements sont mis en ordre avant toute règle : sa place ne change donc rien.
   *[other] { $count } événements sont hors de l'ordre du temps que leur source suit par ailleurs. Les événements sont mis en ordre avant toute règle : leur place ne change donc rien.
}
peculiar-to-itself = À soi-même
peculiar-said-to-itself = { $count ->
    [one] { $count } événement va d'un titulaire à lui-même : entre ses propres comptes, ou une note à soi-même. Il est gardé, mais aucune règle ne le compte comme un flux.
   *[other] { $count } événements vont d'un titulaire à lui-même : entre ses propres comptes, ou des notes à soi-même. Ils sont gardés, mais aucune règle ne les compte comme un flux.
}
peculiar-sign-left-out = Signe moins laissé de côté
peculiar-said-sign-left-out = { $count ->
    [one] { $count } montant est négatif alors que son enregistrement dit autrement le sens. Le sens reste celui que dit l'enregistrement, et le montant compte comme positif.
   *[other] { $count } montants sont négatifs alors que leurs enregistrements disent autrement le sens. Le sens reste celui que disent les enregistrements, et les montants comptent comme positifs.
}
peculiar-turned-round = Paiement retourné
peculiar-said-turned-round = { $count ->
    [one] { $count } montant est négatif là où l'enregistrement dit dans quel sens est allé l'argent. Il a été pris pour un paiement en retour, dans l'autre sens.
   *[other] { $count } montants sont négatifs là où les enregistrements disent dans quel sens est allé l'argent. Ils ont été pris pour des paiements en retour, dans l'autre sens.
}
peculiar-amount-left-out = Montant négatif non compté
peculiar-said-amount-left-out = { $count ->
    [one] { $count } paiement a un montant négatif, qui peut être un retour ou non. Le montant est gardé avec le paiement, mais n'entre dans aucune somme.
   *[other] { $count } paiements ont des montants négatifs, qui peuvent être des retours ou non. Les montants sont gardés avec les paiements, mais n'entrent dans aucune somme.
}
peculiar-rounded = Montant arrondi
peculiar-said-rounded = { $count ->
    [one] { $count } montant est plus fin que la plus petite unité de sa monnaie, ou que deux décimales là où elle n'est pas connue. Il a été arrondi ; son enregistrement garde les chiffres tels qu'écrits.
   *[other] { $count } montants sont plus fins que la plus petite unité de leur monnaie, ou que deux décimales là où elle n'est pas connue. Ils ont été arrondis ; leurs enregistrements gardent les chiffres tels qu'écrits.
}
peculiar-zero-amount = Montant nul
peculiar-said-zero-amount = { $count ->
    [one] { $count } paiement est de rien. Il compte comme paiement et n'ajoute rien à aucune somme.
   *[other] { $count } paiements sont de rien. Ils comptent comme paiements et n'ajoutent rien à aucune somme.
}
peculiar-absurd-amount = Montant invraisemblable
peculiar-said-absurd-amount = { $count ->
    [one] { $count } montant est de mille milliards ou plus : rarement vrai, plus souvent un signe décimal mal lu. Il compte tel qu'écrit ; regardez son enregistrement avant de vous fier à ce qui en dépend.
   *[other] { $count } montants sont de mille milliards ou plus : rarement vrai, plus souvent un signe décimal mal lu. Ils comptent tels qu'écrits ; regardez leurs enregistrements avant de vous fier à ce qui en dépend.
}
peculiar-no-currency = Sans monnaie
peculiar-said-no-currency = { $count ->
    [one] { $count } montant est sans monnaie, ou sans monnaie écrite par un code de trois lettres. Il ne s'additionne qu'avec d'autres qui n'en ont pas.
   *[other] { $count } montants sont sans monnaie, ou sans monnaie écrite par un code de trois lettres. Ils ne s'additionnent qu'entre eux.
}
peculiar-unlisted-currency = Monnaie inconnue
peculiar-said-unlisted-currency = { $count ->
    [one] { $count } montant est dans une monnaie que l'ISO 4217 ne connaît pas. Elle reste telle qu'écrite, est prise pour avoir deux décimales, et le montant ne s'additionne qu'avec d'autres du même code.
   *[other] { $count } montants sont dans des monnaies que l'ISO 4217 ne connaît pas. Elles restent telles qu'écrites, sont prises pour avoir deux décimales, et les montants ne s'additionnent qu'avec d'autres du même code.
}
peculiar-no-zone = Heure sans fuseau
peculiar-said-no-zone = { $count ->
    [one] { $count } heure est sans fuseau horaire. Elle est prise pour l'heure locale, telle quelle ; pour l'ordre des événements elle est prise pour UTC, ce qui peut être faux de quelques heures face à d'autres sources.
   *[other] { $count } heures sont sans fuseau horaire. Elles sont prises pour des heures locales, telles quelles ; pour l'ordre des événements elles sont prises pour UTC, ce qui peut être faux de quelques heures face à d'autres sources.
}
peculiar-no-day = Jour inconnu
peculiar-said-no-day = { $count ->
    [one] { $count } événement est sans jour. Il est gardé, mais aucune règle qui regarde une durée ne le compte.
   *[other] { $count } événements sont sans jour. Ils sont gardés, mais aucune règle qui regarde une durée ne les compte.
}
peculiar-before-1970 = Daté de 1970 ou avant
peculiar-said-before-1970 = { $count ->
    [one] { $count } événement est daté du 1er janvier 1970 ou d'avant ; beaucoup de systèmes écrivent ce jour là où ils n'en ont pas. La date reste telle qu'écrite.
   *[other] { $count } événements sont datés du 1er janvier 1970 ou d'avant ; beaucoup de systèmes écrivent ce jour là où ils n'en ont pas. Les dates restent telles qu'écrites.
}
peculiar-far-date = Date loin des autres
peculiar-said-far-date = { $count ->
    [one] { $count } événement est daté à plus d'un an, et à plus que la durée des autres, des autres de sa source : peut-être une année mal tapée. La date reste telle qu'écrite, et la source compte comme allant jusque-là.
   *[other] { $count } événements sont datés à plus d'un an, et à plus que la durée des autres, des autres de leur source : peut-être des années mal tapées. Les dates restent telles qu'écrites, et la source compte comme allant jusque-là.
}
rejected-title = Enregistrements qui n'ont pas pu être lus
rejected-intro = Les premiers de chaque source ; tous, avec place et motif, sont dans le fichier des rejets.
rejected-elsewhere = Ils sont dans le fichier des rejets, chacun avec sa place et le motif.

## Ce qui reste ouvert

open-title = Questions ouvertes
open-intro = Ce que ces sources ne permettent pas de décider, et ce qui le permettrait. Inconnu ne veut pas dire non.
unknown-title = Règles qui n'ont pas pu être décidées
unknown-none = Toutes les règles ont pu être décidées sur ces sources.
undecided-title = Peut-être les mêmes, peut-être pas
undecided-intro = Ils partagent une valeur, mais elle est trop courante ou d'autres valeurs se contredisent. Une personne devrait regarder.
ambiguous-title = Lieux qui peuvent être plusieurs
ambiguous-intro = Ces noms conviennent à plus d'un lieu et n'ont pas été mis sur une carte.

## Enregistrements

records-title = Enregistrements
records-intro = { $count ->
    [0] Aucun enregistrement n'est cité sur cette page.
    [one] Le seul enregistrement cité sur cette page, tel qu'il figure dans sa source.
   *[other] Les { $count } enregistrements cités sur cette page, tels qu'ils figurent dans leurs sources.
}
record-view = Enregistrement
record-elsewhere = Le texte n'est pas disponible ici. Le repère dit où il se trouve dans la source.

## Têtes de colonne

col-when = Quand
col-what = Quoi
col-from = De
col-to = À
col-amount = Montant
col-place = Lieu
col-text = Texte
col-record = Enregistrement
col-records = Enregistrements
col-tie = Lien
col-weight = Poids
col-period = Période
col-month = Mois
col-who = Qui
col-entries = Entrées
col-sources = Sources
col-because = En raison de
col-probability = Probabilité
col-number = Nº
col-file = Fichier
col-format = Format
col-rejected = Refusés
col-assumed = Supposé
col-basis = Autorité
col-reason = Motif
col-rule = Règle
col-meaning = Ce que cela veut dire, et ce qui a été fait
col-missing = Ce qui manque
col-subjects = Sujets
col-one = L'un
col-other = L'autre
col-share = Ce qu'ils partagent
col-verdict = Décision
col-author = Qui a décidé
col-outcome = Ce qu'il en est résulté
col-written = Tel qu'écrit
col-candidates = Peut être
col-name = Nom
col-value = Valeur
col-origin = Origine

## Mots des codes

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juill.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.

unit-row = ligne { $number }
unit-line = ligne { $number }

kind-person = personne
kind-organization = organisation
kind-party = personne ou organisation
kind-account = compte
kind-contact = téléphone ou compte d'utilisateur
kind-vehicle = véhicule
kind-document = document
kind-place = lieu
kind-other = autre

event-payment = paiement
event-message = message
event-call = appel
event-position = position
event-journey = trajet
event-stay = séjour
event-sighting = observation
event-crossing = passage
event-interview = entretien
event-tally = décompte
event-authorisation = préautorisation
event-login = connexion
event-exchange = change de billets
event-advert = annonce
event-application = demande
event-observation = observation

channel-unknown = canal inconnu
channel-cash = espèces
channel-card = carte
channel-transfer = virement
channel-wire = virement international
channel-e-transfer = virement par courriel
channel-remittance = transfert de fonds
channel-cheque = chèque
channel-draft = traite bancaire
channel-direct-debit = prélèvement
channel-payroll = salaire
channel-crypto = monnaie virtuelle
channel-refund = remboursement
channel-fee = frais
channel-interest = intérêts

layer-money = argent
layer-contact = contact
layer-link = parenté ou propriété
layer-shared-identifier = identifiant partagé
layer-movement = déplacement
layer-document = documents
layer-list = listes

join-payment = paiement
join-cash = espèces
join-message = messages
join-call = appels
join-holder = titulaire
join-owner = propriétaire
join-agent = agent
join-conductor = exécutant
join-travelled-in = a voyagé dans
join-together = ensemble
join-stayed-with = logé chez
join-paper = papier
join-document = document
join-listed = sur la même liste
join-membership = membre
join-iban = IBAN
join-wallet = portefeuille
join-lei = LEI
join-imo = numéro OMI
join-mmsi = MMSI
join-passport = passeport
join-idNumber = numéro d'identité
join-taxNumber = numéro fiscal
join-registrationNumber = numéro d'immatriculation
join-username = nom d'utilisateur
join-accountNumber = numéro de compte
join-name-birthDate = nom et date de naissance
join-account-name = nom et même compte
join-iban-accountNumber = numéro de compte contenu dans l'IBAN
join-email = courriel
join-phone = téléphone
join-address = adresse
join-model = tout ensemble
join-decision = décidé par

family-ADS = annonces
family-BEHAV = comportement
family-BIZ = entreprise
family-CASH = espèces
family-CONTROL = emprise sur autrui
family-DOCS = documents
family-FLOW = flux d'argent
family-KYC = données du client
family-LIVING = frais de la vie courante
family-LUX = luxe
family-MOVE = voyages
family-NET = réseau
family-PAYROLL = salaires
family-SMUG = paiements de passage
family-TEXT = messages
family-VALUE = montants
family-VENUE = établissements

role-collector = collecteur de paiements
role-controller = contrôleur
role-corrupt-official = agent public corrompu
role-financier = hawaladar ou financier
role-forger = faussaire
role-guide = guide
role-landlord = logeur ou maison sûre
role-organiser = organisateur
role-recruiter = recruteur
role-nominee = prête-nom
role-transporter = transporteur
role-possible-victim = victime possible
role-payer-under-duress = payeur sous contrainte
role-migrant-or-possible-victim = migrant ou victime possible

confidence-weak = faible
confidence-moderate = moyenne
confidence-strong = forte

status-read = le document lui-même a été lu
status-secondary = d'après une page qui cite le document
status-recalled = pas encore vérifié

ground-acts-as = Ce qu'il fait peut aussi convenir à un rôle : { $role }.
ground-hit-suggests = La règle { $rule } suggère « { $role } ».
ground-alert-suggests = Une alerte suggère « { $role } », par { $rules }.
ground-bridges-communities = Relie { $communities } communautés (intermédiarité { $betweenness }).
ground-carries-others-across-border = { $carried ->
    [one] A transporté une autre personne par-delà une frontière.
   *[other] A transporté { $carried } autres personnes par-delà une frontière.
}
ground-crosses-border-in-company = { $company ->
    [one] A franchi des frontières ({ $countries }) avec une autre personne.
   *[other] A franchi des frontières ({ $countries }) avec { $company } autres.
}
ground-holder-unknown = On ne sait pas à qui est ce compte ou ce numéro.
ground-is-organisation = Est une organisation : son activité ordinaire peut l'expliquer.
ground-may-be-victim = Est peut-être un migrant ou une victime, que l'on y contraint.
ground-no-support-in-layer = Rien ne l'appuie dans cette sorte d'indices : { $layer }.
ground-passes-most-on = En a transmis la plus grande partie : { $passed }.
ground-pays-collector = { $collectors ->
    [one] Paie seulement, à un compte qui reçoit de beaucoup d'autres.
   *[other] Paie seulement, à { $collectors } comptes qui reçoivent de beaucoup d'autres.
}
ground-receives-from-many = { $senders ->
    [one] A reçu { $received } d'un expéditeur.
   *[other] A reçu { $received } de { $senders } expéditeurs.
}
ground-travels-in-company = { $company ->
    [one] A voyagé ({ $countries }) avec une autre personne.
   *[other] A voyagé ({ $countries }) avec { $company } autres.
}
ground-was-carried = { $journeys ->
    [one] A été transporté une fois dans le véhicule d'autrui.
   *[other] A été transporté { $journeys } fois dans le véhicule d'autrui.
}
ground-advertises = A placé { $adverts } annonces.
ground-crosses-again-with-others = A passé la même frontière { $crossings } fois dans le même sens, avec { $company } autres.
ground-holds-office = Des enregistrements indiquent une fonction publique : { $office }.
ground-houses-several = { $guests } hôtes différents y ont logé.
ground-office-is-in-touch = { $events ->
    [one] A été une fois en contact avec quelqu'un dont les actes conviennent à un rôle.
   *[other] A été { $events } fois en contact avec des personnes dont les actes conviennent à un rôle.
}
ground-office-is-paid = { $events ->
    [one] A été payé une fois par quelqu'un dont les actes conviennent à un rôle.
   *[other] A été payé { $events } fois par des personnes dont les actes conviennent à un rôle.
}
ground-papers-of-several = A eu part aux papiers de { $holders } autres.
ground-pays-out-for-many = S'est tenu entre payeurs et bénéficiaires de { $customers } clients.
ground-wrote-before-journey = A écrit à { $people } autres avant qu'ils ne voyagent ou ne paient.
ground-writes-to-many = A écrit à { $contacts } autres, { $sent } fois, plus que chacun d'eux.
