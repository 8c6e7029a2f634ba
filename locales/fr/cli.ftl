## Ligne de commande

cli-said = { $error }
cli-wrong-file = { $file } : { $error }
cli-folder-taken = { $folder } contient d'autres fichiers.
cli-folder-help = choisissez un autre dossier avec --out ; seul un dossier vide ou un résultat antérieur est remplacé
cli-sheet-help = donnez une table en texte (CSV) avec une ligne d'en-tête, comme personnes.csv
cli-sheet-not-one = une seule table est attendue ici
cli-sheet-binary = pas du texte ; enregistrez le classeur en CSV
cli-sheet-empty = il n'y a pas de ligne d'en-tête ; le fichier est vide
cli-wrong-line = { $file }, ligne { $line } : { $error }
cli-wrong-line-help = ce qui suit ne peut pas être lu

cli-resolving = Qui est qui, où est où
cli-indicators = Application des indicateurs
cli-routes = Suivi des itinéraires
cli-network = Dessin du réseau
cli-writing = Écriture des fichiers
cli-nothing-readable = Rien ici n'a pu être lu. Ce qui a été tenté :
cli-read = Lus : { $files } fichiers, { $bytes } octets ; { $records } enregistrements, { $rejections } refusés (voir rejections.csv).
cli-not-recognised = Format non reconnu : { $files } fichiers. `palermo sources` dit pourquoi.
cli-not-opened = Non ouvert : { $error }
cli-later = Laissés de côté car postérieurs au { $date } : { $events } événements.
cli-peculiar = Singulier dans les enregistrements, expliqué dans le rapport : { $what }.
cli-evidence = Trouvés : { $entities } personnes et choses ({ $joined } réunies à partir de plusieurs entrées) et { $events } événements.
cli-network-found = Réseau : { $nodes } nœuds, { $edges } liens, { $communities } communautés.
cli-travel-found = Déplacements : trajets { $trips }, groupes qui se sont déplacés ensemble { $groups }, itinéraires récurrents { $routes }.
cli-alerts = Alertes : { $alerts } ; règles déclenchées { $hits } fois.
cli-alert = { $id }  { $subject } : { $families }
cli-more-alerts = … et { $alerts } de plus.
cli-open = Ouvrez { $path } dans un navigateur ; aucun réseau n'est nécessaire.
cli-show = Pour voir les enregistrements à l'appui d'un constat : palermo show { $out } alert-1
cli-hypotheses = Ce sont des hypothèses à vérifier par une personne. Une victime possible n'est pas suspecte.
cli-format = format
cli-records = enregistrements
cli-rejected = refusés
cli-bytes = octets
cli-source = source
cli-changed = Le fichier n'est pas celui qui a été lu : son SHA-256 diffère. Le texte ci-dessous est peut-être un autre enregistrement.
cli-source-gone = { $source } n'est plus là où il a été lu ; le texte ne peut être montré.

# Command line: packs

cli-packs-fault = { $file }, ligne { $line }, colonne { $column } : { $what }
cli-packs-fault-in-file = { $file } : { $what }
cli-packs-not-read = { $faults ->
    [one] Les lots ne peuvent être lus en l'état : un défaut. Rien d'autre n'a été vérifié.
   *[other] Les lots ne peuvent être lus en l'état : { $faults } défauts. Rien d'autre n'a été vérifié.
}
cli-packs-counted = Lots : { $packs } ; indicateurs : { $indicators } ; règles : { $rules } ; questions : { $items } ; listes : { $lists }.
cli-packs-faults = { $faults ->
    [0] Aucun défaut.
    [one] Un défaut.
   *[other] { $faults } défauts.
}
cli-packs-tested = Règles : { $rules } ; exemples qui doivent déclencher : { $fires } ; qui doivent laisser muette : { $quiet }. { $faults ->
    [0] Tous font ce qu'ils disent.
    [one] Un ne fait pas ce qu'il dit.
   *[other] { $faults } ne font pas ce qu'ils disent.
}
cli-packs-give-file = donnez le chemin d'un fichier de lots ou de listes (YAML)
cli-packs-verdicts-form = attendu : un CSV avec les colonnes subject, rule et verdict ; un verdict est confirmed ou dismissed
cli-packs-lint-them = `palermo packs lint` avec les mêmes fichiers nomme tout ce qui ne va pas
cli-packs-no-rule = Il n'y a pas de règle « { $rule } ».
cli-packs-nearest = Vouliez-vous dire { $rules } ?
cli-packs-rules-listed = `palermo packs coverage` énumère toutes les règles.

cli-packs-in-pack = { $pack } · { $file }, ligne { $line }
cli-packs-off = Non appliquée d'office : { $reason }
cli-packs-indicators = Signaux d'alerte publiés qui la fondent
cli-packs-looks-at = Ce qu'elle regarde
cli-packs-subject-account = Les paiements du titulaire d'un compte.
cli-packs-subject-sender = Les messages et les appels que quelqu'un a émis.
cli-packs-subject-member = Tout ce que fait quelqu'un, et les messages lus dans un groupe.
cli-packs-subject-person = Les identifiants que donnent des personnes.
cli-packs-subject-agent = Ce qui est passé par un agent, un déposant, un appareil ou un véhicule.
cli-packs-subject-household = Les paiements de tous ceux qui donnent la même adresse.
cli-packs-kind-window = Des dénombrements sur une durée glissante.
cli-packs-kind-sequence = Un événement après un autre.
cli-packs-kind-bunching = Des montants serrés sous une limite.
cli-packs-kind-shared = Un identifiant commun à plusieurs.
cli-packs-kind-motif = Une figure de paiements entre plusieurs.
cli-packs-kind-profile = Un mois, face à ce qui a été déclaré et à ce que font les pairs.
cli-packs-kind-questionnaire = Des réponses à des questions.
cli-packs-numbers = Ses nombres
cli-packs-number-src = de la source : { $reason }
cli-packs-number-ours = choisi par nous : { $reason }
cli-packs-lists = Listes qu'elle emploie
cli-packs-list = { $list } ({ $date }, { $entries ->
    [one] { $entries } entrée
   *[other] { $entries } entrées
}) : { $source }
cli-packs-needs = Données qu'il lui faut
cli-packs-needs-unsaid = Elle ne le dit pas.
cli-packs-counts = Son poids dans une alerte
cli-packs-counts-full = Compte comme règle et pour sa famille.
cli-packs-counts-support = Compte comme règle ; sa famille seule n'ouvre jamais une alerte.
cli-packs-counts-multiplier = Ne compte ni comme règle ni pour une famille ; elle augmente le poids des autres.
cli-packs-counts-counter = Parle contre une alerte : une explication anodine.
cli-packs-family = Famille : { $family }
cli-packs-phase-recruit = Phase : recrutement
cli-packs-phase-transport = Phase : transport
cli-packs-phase-exploit = Phase : exploitation
cli-packs-phase-launder = Phase : blanchiment d'argent
cli-packs-role = Suggère pour son sujet, à titre d'hypothèse : { $role }
cli-packs-examples = Exemples
cli-packs-example-fires = déclenche : { $note }
cli-packs-example-quiet = muette : { $note }
cli-packs-example-benign = muette, un cas anodin qui lui ressemble : { $note }

cli-packs-by-rule = règle { $rule } ({ $examples })
cli-packs-by-rule-off = règle { $rule }, non appliquée d'office ({ $examples })
cli-packs-by-rule-counter = la règle { $rule } parle contre ({ $examples })
cli-packs-examples-of = exemples : { $fires ->
    [0] aucun ne la déclenche
    [one] 1 la déclenche
   *[other] { $fires } la déclenchent
}, { $quiet ->
    [0] aucun ne la laisse muette
    [one] 1 la laisse muette
   *[other] { $quiet } la laissent muette
}
cli-packs-between = {" ; "}
cli-packs-by-item = question { $item } : { $ask }
cli-packs-by-none = pas de règle : { $why }
cli-packs-by-nothing = RIEN ne le décide, et rien ne dit pourquoi.
cli-packs-data = données : { $needs }
cli-packs-sum-indicators = Signaux d'alerte : { $count }
cli-packs-sum-with-rule = Avec une règle : { $count }
cli-packs-sum-only-off = Dont seulement avec des règles non appliquées d'office : { $count }
cli-packs-sum-only-items = Sans règle, avec une question : { $count }
cli-packs-sum-none = Sans l'une ni l'autre, et la raison est dite : { $count }
cli-packs-sum-open = Sans l'une ni l'autre, et rien ne dit pourquoi : { $count }
cli-packs-sum-rules = Règles : { $count }
cli-packs-sum-items = Questions : { $count }
cli-packs-sum-examples = Exemples : { $fires } qui déclenchent, { $quiet } qui laissent muette
cli-packs-sum-status = Par vérification, { $status } : { $count }
cli-packs-page-title = Quel signal d'alerte est décidé par quoi
cli-packs-page-intro = Fait par `palermo packs coverage --markdown --lang fr` ; ne pas modifier. Un signal n'est jamais une preuve : une alerte demande plusieurs règles de plusieurs familles, et une personne décide.
cli-packs-col-indicator = Signal d'alerte
cli-packs-col-decided = Décidé par
cli-packs-col-data = Données ou observateur nécessaires
cli-packs-col-cite = Source

cli-packs-bad-id = « { $id } » n'est pas un identifiant de lot.
cli-packs-good-id = un identifiant commence par une minuscule et n'a que des minuscules, des chiffres et des traits d'union, comme mon-service-2026
cli-packs-exists = { $path } existe déjà.
cli-packs-not-overwritten = rien n'est écrasé ; choisissez un autre identifiant, ou un autre dossier avec --dir
cli-packs-give-folder = donnez un dossier existant avec --dir
cli-packs-written = Écrit : { $path }. Modifiez-le, puis lancez : palermo packs lint { $path }

cli-packs-replayed = Sur { $records } enregistrements ({ $rejections } refusés) et { $events } événements : { $alerts } alertes.
cli-packs-col-rule = règle
cli-packs-col-hits = déclenchée
cli-packs-col-subjects = sujets
cli-packs-col-alerts = alertes
cli-packs-col-precision = confirmés
cli-packs-col-together = le plus souvent avec (sujets)
cli-packs-precision = { $missed ->
    [0] { $share } ({ $confirmed }/{ $judged })
   *[other] { $share } ({ $confirmed }/{ $judged } ; { $missed } manqués)
}
cli-packs-silent = { $count ->
    [one] { $count } règle n'a rien trouvé : { $rules }
   *[other] { $count } règles n'ont rien trouvé : { $rules }
}
cli-packs-undecided = { $count ->
    [one] { $count } règle n'a pu être décidée pour certains sujets ; avec --json elle dit faute de quoi.
   *[other] { $count } règles n'ont pu être décidées pour certains sujets ; avec --json elles disent faute de quoi.
}
cli-packs-verdicts-not-found = { $count ->
    [one] Un verdict porte sur un sujet absent de ces enregistrements, ou sur une règle d'aucun lot : ligne { $lines }
   *[other] { $count } verdicts portent sur des sujets absents de ces enregistrements, ou sur des règles d'aucun lot : lignes { $lines }
}
cli-packs-verdicts-ambiguous = { $count ->
    [one] Un verdict donne un numéro que plusieurs sujets ont : ligne { $lines }
   *[other] { $count } verdicts donnent des numéros que plusieurs sujets ont : lignes { $lines }
}
cli-packs-changes = Ce qui changerait
cli-packs-no-change = Aucune règle ne trouve autre chose.
cli-packs-rule-change = { $rule } : déclenchée { $before } → { $now }, dans des alertes { $alertsbefore } → { $alertsnow }
cli-packs-parameter-change = {"  "}{ $name } : { $before } → { $now }
cli-packs-rewritten = {"  "}écrite autrement, ou dans l'un des deux seulement
cli-packs-precision-change = {"  "}confirmés : { $before } → { $now }
cli-packs-gained = {"  "}nouveaux ({ $count }) : { $subjects }
cli-packs-lost = {"  "}plus trouvés ({ $count }) : { $subjects }
cli-packs-alerts-change = Alertes : { $before } → { $now }
cli-packs-protected = { $subject } (à protéger peut-être)

## `screen`

cli-screen-nothing = Rien n’a été donné à comparer aux listes.
cli-screen-nothing-help = donnez --name TEXTE, ou le chemin d’un fichier avant --list et --out FICHIER, ou --cross et --out FICHIER
cli-screen-birth = --birth { $date } : une date telle que 1970-03-14, 1970-03 ou 1970 était attendue
cli-screen-birth-help = omettez-la si elle n’est pas connue
cli-screen-no-name = --name « { $name } » ne contient ni lettre ni chiffre.
cli-screen-no-name-help = un nom vide est inconnu et ne correspond à rien
cli-screen-list-help = donnez le chemin d’une liste après --list
cli-screen-no-list-help = une liste était attendue : les fichiers CSV de l’OFAC, la liste de l’ONU en XML, du FollowTheMoney en lignes JSON, ou un tableau avec son --mapping
cli-screen-nobody = Les listes ne contiennent personne : aucune entrée n’a de nom ni d’identifiant.
cli-screen-nobody-help = donnez le fichier qui contient les noms, tel que sdn.csv et alt.csv de l’OFAC
cli-screen-out = --out { $out } : un nom terminé par .csv ou .jsonl était attendu
cli-screen-out-help = la terminaison dit sous quelle forme les résultats sont écrits
cli-screen-out-read = --out { $out } est un fichier qui est lu.
cli-screen-out-read-help = donnez un autre chemin : rien de ce qui est lu n’est écrasé
cli-screen-write-help = les résultats ne peuvent pas y être écrits ; choisissez un autre endroit avec --out
cli-screen-columns = { $file }, ligne 1 : une colonne de noms ou de numéros était attendue ; les colonnes sont : { $columns }
cli-screen-columns-help = nommez une colonne nom (ou prénom et nom, iban, numéro de passeport, imo …) ; date de naissance, pays, schema et id servent à côté
cli-screen-cells = { $expected } colonnes étaient attendues, comme dans l’en-tête ; il y en a { $found }
cli-screen-long = une ligne plus courte était attendue ; la limite est de 16 Mio
cli-screen-not-json = un objet JSON par ligne était attendu : { $error }
cli-screen-not-object = un objet JSON par ligne était attendu, autre chose a été trouvé
cli-screen-schema-unknown = un schéma tel que Person, Organization ou Vessel était attendu ; trouvé « { $found } »
cli-screen-found = { $matches ->
    [one] « { $name } » est peut-être une des { $entries } entrées listées :
   *[other] « { $name } » est peut-être { $matches } des { $entries } entrées listées :
}
cli-screen-none = « { $name } » : aucune correspondance au-dessus de { $threshold } parmi { $entries } entrées listées.
cli-screen-below = Au-dessous de { $threshold }, pour comparaison :
cli-screen-person-decides = Une correspondance dit seulement que deux entrées sont peut-être la même. Une personne décide, avec les pièces des deux.
cli-screen-screened = { $screened } comparés à { $entries } entrées listées.
cli-screen-hits = { $hits } correspondances au-dessus de { $threshold } pour { $rows } d'entre eux, dans { $out }.
cli-screen-nameless = { $rows } autres n'avaient ni nom ni numéro à comparer.
cli-screen-refused = { $rows } autres n'ont pas pu être lus.
cli-screen-cross-out = --out { $out } : un nom terminé par .csv était attendu
cli-screen-cross-resumed = Une exécution précédente s’est arrêtée après { $entries } entrées ; celle-ci reprend là.
cli-screen-crossed = { $entries } entrées listées comparées entre elles : { $pairs } paires au-dessus de { $threshold }, dans { $out }.
cli-screen-name = nom : { $asked } – { $listed }
cli-screen-name-other = à l'encontre, nom : { $asked } – { $listed }
cli-screen-identifier = { $kind } : identique, { $asked }
cli-screen-identifier-other = à l'encontre, { $kind } : { $asked } – { $listed }
cli-screen-birth-equal = date de naissance : la même, { $asked }
cli-screen-birth-swapped = date de naissance : { $asked } – { $listed }, jour et mois échangés
cli-screen-birth-year = date de naissance : { $asked } – { $listed }, la même année pour autant qu'on sache
cli-screen-birth-slip = date de naissance : { $asked } – { $listed }, presque la même ; ne compte ni pour ni contre
cli-screen-birth-other-day = à l'encontre, date de naissance : { $asked } – { $listed }, un autre jour
cli-screen-birth-other-year = à l'encontre, date de naissance : { $asked } – { $listed }, une autre année
cli-screen-country-equal = pays : le même, { $asked }
cli-screen-country-other = faiblement à l'encontre, pays : { $asked } – { $listed }
cli-screen-schema-other = à l'encontre, nature : { $asked } – { $listed }
cli-screen-part-spelling = { $asked } – { $listed } : autre graphie
cli-screen-part-transliterated = { $asked } – { $listed } : autre écriture
cli-screen-part-slip = { $asked } – { $listed } : faute de frappe
cli-screen-part-nickname = { $asked } – { $listed } : forme courte
cli-screen-part-initial = { $asked } – { $listed } : initiale
cli-screen-part-joined = { $asked } – { $listed } : écrits ensemble
cli-screen-part-acronym = { $asked } – { $listed } : initiales
cli-screen-part-different = { $asked } – { $listed } : différents
cli-screen-part-listed-only = { $listed } : seulement sur la liste
cli-screen-part-asked-only = { $asked } : absent de la liste

## Ce que des personnes ont décidé (`palermo resolve`, `palermo analyze`)

cli-decision-wrong = { $file }, ligne { $line } : { $what }
cli-decision-help = attendu : review.csv d'un passage antérieur, avec same, different, unsure ou undo sous « verdict », ainsi que author et time
cli-decision-columns = il n'y a pas de colonne { $columns }
cli-decision-empty = il y a un verdict, et rien sous « { $value } »
cli-decision-verdict = « { $value } » n'est pas un verdict
cli-decision-time = « { $value } » n'est pas un moment ; attendu : un jour ou une heure, comme 2026-11-22 ou 2026-11-22T14:05:00+01:00
cli-decision-replaced = { $file } se trouve dans { $out }, qui sera remplacé.
cli-decision-replaced-help = gardez les décisions dans un fichier à part, ou écrivez dans un autre dossier
cli-decided = Décisions suivies : { $count } ; non suivies : { $conflicts }.
cli-decided-not = { $one } – { $other } : { $told }
cli-decided-gone = { $count ->
    [one] { $count } décision porte sur des enregistrements absents ({ $places }) ; elle vaudra quand ils seront là.
   *[other] { $count } décisions portent sur des enregistrements absents ({ $places }) ; elles vaudront quand ils seront là.
}
cli-decided-idle = { $count ->
    [one] { $count } « undo » n'annule rien ({ $places }) : rien n'était décidé de sa paire à ce moment.
   *[other] { $count } « undo » n'annulent rien ({ $places }) : rien n'était décidé de leurs paires à ce moment.
}
cli-review = À examiner par une personne : { $count ->
    [one] { $count } paire
   *[other] { $count } paires
}, dans { $out }/review.csv.

## Quelles lignes sont les mêmes (`palermo resolve`)

cli-resolve-reading = Lecture des tables
cli-resolve-learning = Apprentissage de ce que dit une concordance
cli-resolve-linking = Comparaison et regroupement
cli-resolve-no-rows = il y a un en-tête et aucune ligne dessous
cli-resolve-mappings = Plus de correspondances que de fichiers.
cli-resolve-mapping-help = docs/resolve.md explique les correspondances ; la plus courte est : columns: {"{"}Nom complet: name, Né le: birth_date{"}"}
cli-resolve-no-column = { $mapping } : il n'y a pas de colonne « { $column } » dans { $file }. Ses colonnes sont : { $columns }
cli-resolve-no-column-help = corrigez le nom, ôtez la ligne, ou écrivez « l'une|l'autre » pour des fichiers qui nomment la colonne autrement
cli-resolve-protected = { $mapping } : la colonne « { $column } » n'est pas comparée.
cli-resolve-protected-help = sexe, nationalité, religion et semblables ne sont jamais des conditions ; ôtez la ligne
cli-resolve-two-ids = { $mapping } : plus d'un identifiant pour { $file }
cli-resolve-nothing-known = Aucune colonne n'est comprise. { $columns }
cli-resolve-nothing-shared = Les deux fichiers n'ont aucune colonne comprise en commun. { $columns }
cli-resolve-repeated-id = { $file } : l'identifiant « { $id } » de la colonne « { $column } » est aux lignes { $lines }{ $more ->
    [0] .
   *[other] {" "}et { $more } autres.
}{ $others ->
    [0] {""}
    [one] {" "}Un autre identifiant est répété aussi.
   *[other] {" "}{ $others } autres identifiants sont répétés aussi.
}
cli-resolve-repeated-id-help = un identifiant nomme une ligne ; si cette colonne est autre chose, dites-le dans une correspondance (sans identifiant, les lignes sont numérotées)
cli-resolve-no-record = il n'y a pas d'enregistrement « { $id } » dans le fichier { $file }
cli-resolve-model-help = donnez le model.json d'un passage antérieur sur des tables aux mêmes colonnes
cli-resolve-model-across = le modèle a été appris pour un autre nombre de fichiers
cli-resolve-file = { $file } : { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}
cli-resolve-short = { $count ->
    [one] Une ligne a moins de cases que l'en-tête ; ce qui manque est tenu pour inconnu (ligne { $lines }).
   *[other] { $count } lignes ont moins de cases que l'en-tête ; ce qui manque est tenu pour inconnu (lignes { $lines }).
}
cli-resolve-refused = { $count ->
    [one] Une ligne a plus de cases que l'en-tête et a été laissée de côté (ligne { $lines }).
   *[other] { $count } lignes ont plus de cases que l'en-tête et ont été laissées de côté (lignes { $lines }).
}
cli-resolve-blank = { $count ->
    [one] Une ligne ne dit rien dans les colonnes comparées et reste seule.
   *[other] { $count } lignes ne disent rien dans les colonnes comparées et restent seules.
}
cli-resolve-guessed = Les colonnes ont été devinées d'après leurs en-têtes. Pour les corriger, copiez les lignes à partir de « columns: » dans un fichier et donnez-le avec --mapping.
cli-resolve-is-id = nomme la ligne
cli-resolve-ignored = non comparée
cli-resolve-never = jamais comparée, à dessein
cli-resolve-one-only = non comparée : l'autre fichier n'en a pas
cli-resolve-found = { $pairs } paires à { $threshold } ou plus ; { $joined } des { $records } enregistrements forment { $clusters ->
    [one] { $clusters } groupe de deux ou plus.
   *[other] { $clusters } groupes de deux ou plus.
}
cli-resolve-rates = Attendu par le modèle : { $false } de ces paires sont fausses, { $missed } des vraies manquent.
cli-resolve-oversized = { $count ->
    [one] Une valeur est partagée par tant de lignes qu'elle n'a pas servi à trouver des paires ; le rapport dit où.
   *[other] { $count } valeurs sont partagées par tant de lignes qu'elles n'ont pas servi à trouver des paires ; le rapport dit où.
}

cli-holds-id = identifiant
cli-holds-name = nom complet
cli-holds-given-name = prénom
cli-holds-middle-name = deuxième prénom
cli-holds-family-name = nom de famille
cli-holds-birth-date = date de naissance
cli-holds-date = date
cli-holds-phone = téléphone
cli-holds-email = courriel
cli-holds-address = adresse
cli-holds-house-number = numéro de rue
cli-holds-city = ville
cli-holds-postcode = code postal
cli-holds-state = État ou province
cli-holds-document = document
cli-holds-verified-document = document vérifié
cli-holds-text = texte
cli-holds-code = code
cli-holds-number = nombre
cli-holds-category = catégorie
cli-holds-ignore = autre chose
cli-holds-protected = ce qu'est une personne

cli-part-whole = la valeur entière
cli-part-word = un mot
cli-part-sound = un mot tel qu'il sonne
cli-part-two-sounds = deux mots tels qu'ils sonnent
cli-part-year = l'année
cli-part-year-month = année et mois
cli-part-month-day = jour et mois
cli-part-digits = les chiffres dans n'importe quel ordre
cli-part-head = la première moitié
cli-part-tail = la seconde moitié

cli-level-same-one-in-65-000-has-it-or-fewer = identique, et une ligne sur 65 000 ou moins l'a
cli-level-same-one-in-8-000-to-65-000-has-it = identique, et une ligne sur 8 000 à 65 000 l'a
cli-level-same-one-in-1-000-to-8-000-has-it = identique, et une ligne sur 1 000 à 8 000 l'a
cli-level-same-one-in-130-to-1-000-has-it = identique, et une ligne sur 130 à 1 000 l'a
cli-level-same-one-in-16-to-130-has-it = identique, et une ligne sur 16 à 130 l'a
cli-level-same-more-than-one-in-16-has-it = identique, mais plus d'une ligne sur 16 l'a
cli-level-day-and-month-swapped = jour et mois intervertis
cli-level-one-digit-off-or-two-swapped = un chiffre diffère, ou deux sont intervertis
cli-level-same-year-the-rest-of-one-not-given-or-1-january = même année, le reste de l'une non donné ou 1er janvier
cli-level-same-month-and-day = mêmes jour et mois
cli-level-same-year-and-month = mêmes année et mois
cli-level-same-year = même année
cli-level-one-year-apart = un an d'écart
cli-level-less-than-ten-years-apart = moins de dix ans d'écart
cli-level-different = différent
cli-level-alike-least = différents, sous { $low } bits
cli-level-same-last-seven-digits = sept derniers chiffres identiques
cli-level-one-digit-off = un chiffre diffère
cli-level-same-but-for-letters-and-digits-that-look-alike = identique, aux lettres et chiffres ressemblants près
cli-level-one-letter-off = une lettre diffère
cli-level-two-letters-off = deux lettres diffèrent
cli-level-same-before-the = identique avant le @
cli-level-up-to-two-letters-off = jusqu'à deux lettres diffèrent
cli-level-same-first-half = première moitié identique
cli-level-within-one-percent = à un pour cent près
cli-level-within-ten-percent = à dix pour cent près
cli-level-alike = ressemblance de { $low } à { $high } bits
cli-level-alike-most = ressemblance de { $low } bits ou plus
cli-level-partly = une partie ressemble et une autre non, de { $low } à { $high } bits
cli-level-partly-most = une partie ressemble et une autre non, { $low } bits ou plus
cli-level-partly-least = une partie ressemble et une autre non, sous { $low } bits

linked-title = Quels enregistrements sont les mêmes : { $files }
linked-note-hypothesis = Chaque paire et chaque groupe est une hypothèse avec une probabilité, qu'une personne vérifie avant que rien ne s'appuie dessus.
linked-note-names = D'un nom on ne conclut que s'il est le même : ni origine, ni religion, ni sexe. Ce qui dit de telles choses n'est pas comparé.
linked-footer = Fait par Palermo à partir des tables nommées ci-dessus. Cette page contient tout ce qu'elle montre et ne charge rien. Elle porte des données personnelles : ne la gardez et ne la transmettez que sous la base légale et le code de traitement de ses sources.
linked-summary = Résumé
linked-columns = Colonnes
linked-weights = Force des indices
linked-strongest = Paires les plus sûres
linked-uncertain = Paires les plus incertaines
linked-learned = Ce qui a été appris
linked-warnings = Valeurs courantes
linked-lead = Sur { $records } enregistrements, { $joined } sont jugés les mêmes qu'un autre ; ils forment { $clusters ->
    [one] { $clusters } groupe.
   *[other] { $clusters } groupes.
} Tous les autres restent seuls.
linked-tile-records = enregistrements
linked-tile-pairs = paires tenues pour les mêmes
linked-tile-clusters = groupes de deux ou plus
linked-tile-false = de ces paires attendues fausses
linked-tile-missed = des vraies paires attendues manquantes
linked-tile-review = paires à examiner par une personne
linked-rates = Les paires comptent comme les mêmes à partir d'une probabilité de { $threshold }. Les deux taux sont ce que le modèle attend de lui-même d'après les probabilités qu'il a données ; ils ne remplacent pas la vérification d'un échantillon à la main.
linked-columns-intro = Ce que chaque colonne est censée contenir. Si l'une est fausse, corrigez-la par une correspondance et relancez.
linked-rows = { $rows ->
    [one] { $rows } ligne
   *[other] { $rows } lignes
}
linked-compared = comparée
linked-weights-intro = Chaque paire comparée a un poids : les indices pour et contre, additionnés en bits. Chaque bit de plus rend deux fois plus probable qu'il s'agisse du même. Deux collines nettes séparées par une vallée signifient que les enregistrements distinguent bien les personnes ; ce qui est dans la vallée est à examiner par une personne.
linked-weights-label = Nombre de paires par poids ; le tableau dessous dit la même chose
linked-weights-bar = { $from } à { $to } bits : { $count ->
    [one] { $count } paire
   *[other] { $count } paires
}
linked-weights-axis = poids en bits ; les paires sous −5 bits ne sont pas gardées
linked-threshold = tenues pour les mêmes à partir d'ici →
linked-as-table = Le dessin en tableau
linked-no-pairs = Aucun enregistrement ne ressemble assez à un autre pour être comparé.
linked-none = Aucune.
linked-strongest-intro = Les paires qui ont le plus d'indices pour elles. Si l'une est fausse, quelque chose ne va pas dans les colonnes ou les enregistrements.
linked-uncertain-intro = Les paires où un regard décide le plus ; review.csv en a davantage. Remplissez sa colonne « verdict » et rendez-le avec --decisions.
linked-bits = { $bits } bits
linked-prior = Avant toute comparaison : la plupart des paires sont des inconnus
linked-relatives = Des proches se ressembleraient ainsi : ils partagent un nom, un téléphone, un foyer
linked-total = Ensemble
linked-excluded = Deux documents vérifiés différents : pas la même personne
linked-only-common = (ne partage que des parties répandues : plus d'un enregistrement sur 130 a chacune)
linked-beside = (moins, à côté de { $column })
linked-learned-intro = Rien n'a été dit que ce que contiennent les colonnes ; le reste a été appris des enregistrements. Au départ, une paire d'enregistrements sur { $odds } est tenue pour la même. Pour chaque colonne : combien de vraies paires (m) et d'inconnus (u) concordent à ce point, et ce que cela dit.
linked-span = de { $least } à { $most } bits
linked-rules = Quelles paires ont été regardées
linked-rules-missed = Les paires qui concordent sur au moins l'une de celles-ci. Des vraies paires, { $share } ne devraient concorder sur aucune.
linked-common = Valeurs courantes
linked-common-intro = Partager l'une d'elles dit peu et compte peu : beaucoup de lignes l'ont. Une valeur qui veut dire « inconnu » n'a pas sa place dans la table.
linked-oversized = Règle { $rule } : { $count ->
    [one] une valeur est partagée par { $largest } lignes différentes et n'a pas servi à trouver des paires.
   *[other] { $count } valeurs sont chacune partagées par trop de lignes différentes (jusqu'à { $largest }) et n'ont pas servi à trouver des paires.
}
linked-no-warnings = Aucune valeur n'est partagée par tant de lignes qu'il faille avertir.
linked-col-column = Colonne
linked-col-holds = Contient
linked-col-used = Usage
linked-col-from = De (bits)
linked-col-to = À (bits)
linked-col-pairs = Paires
linked-col-left = Un enregistrement
linked-col-right = L'autre
linked-col-how = Ressemblance
linked-col-bits = Bits
linked-col-drawn = Contre ← → pour
linked-col-m = m (vraies paires)
linked-col-r = r (proches)
linked-col-u = u (inconnus)
linked-col-value = Valeur
linked-col-share = Part des lignes

## Suivre, correspondances, montrer

cli-mapping-help = donnez le chemin d’un fichier de correspondance
cli-mapping-language = docs/mapping.md explique le langage
cli-show-folder-help = donnez le dossier que `palermo analyze` a écrit
cli-show-unknown = { $finding } n’est pas dans { $file }.
cli-show-unknown-help = les constats s’appellent alert-1, hit-12, cluster-3, role-2, route-1, edge-5 ; le rapport montre leurs noms
cli-watch-alert-opened = { $families } familles d’indices indépendantes parlent ensemble ({ $names }) : cela mérite un regard humain et ne prouve rien.
cli-watch-alert-changed = L’alerte se présente autrement : { $families } familles d’indices indépendantes ({ $names }), qui ne prouvent rien.
cli-watch-alert-roles = Peut-être, à titre d’hypothèse : { $roles }.
cli-watch-alert-withdrawn = L’alerte ne tient plus : ce qui est arrivé depuis a retiré ce sur quoi elle reposait.
cli-watch-strange-repeated = { $count ->
    [one] Un événement dit ce que l’un des 100 000 derniers disait, dans tout ce qui en est lu. Il est gardé et compte de nouveau : deux paiements égaux peuvent être réels tous les deux.
   *[other] { $count } événements disent ce que l’un des 100 000 précédents disait, dans tout ce qui en est lu. Ils sont gardés et comptent de nouveau : deux paiements égaux peuvent être réels tous les deux.
}
cli-watch-strange-out-of-order = { $count ->
    [one] Un événement est venu après un plus tardif. Venu dans le retard admis, il a été mis à sa place ; sinon, il est signalé comme trop tardif.
   *[other] { $count } événements sont venus après de plus tardifs. Ceux venus dans le retard admis ont été mis à leur place ; les autres sont signalés comme trop tardifs.
}
cli-watch-strange-far-date = { $count ->
    [one] Un événement est daté à plus d’un an du dernier avant lui : peut-être une année mal saisie. En avance, il attend que le flux en soit là ; en arrière, il est trop tardif.
   *[other] { $count } événements sont datés à plus d’un an du dernier avant eux : peut-être des années mal saisies. Ceux en avance attendent que le flux en soit là ; ceux en arrière sont trop tardifs.
}
cli-watch-state = --state exige --out FICHIER.
cli-watch-state-help = la sortie standard ne peut pas être reprise après une chute
cli-watch-follow-help = donnez le chemin du fichier à suivre
cli-watch-long = La ligne { $line } du flux dépasse { $most } octets.
cli-watch-long-help = un guillemet est peut-être ouvert et jamais fermé
cli-watch-columns = Aucune correspondance n’explique les colonnes du flux : { $columns }
cli-watch-columns-help = écrivez-en une (docs/mapping.md) et donnez-la avec --mapping
cli-watch-keep-help = l’état ne peut pas y être gardé ; choisissez un autre endroit avec --state
cli-watch-state-wrong-help = continuez avec les règles avec lesquelles il a été gardé, ou supprimez-le
cli-watch-no-state = ce n’est pas un état
cli-watch-out-help = ce qui est trouvé ne peut pas y être écrit ; choisissez un autre endroit avec --out
cli-watch-short = { $file } compte { $there } octets ; selon son état, { $written } ont été écrits.
cli-watch-short-help = donnez le fichier qui a été écrit auparavant, ou supprimez l’état pour recommencer
cli-no-source = Aucune source n'a « { $name } » dans son nom.
cli-no-source-help = il y a : { $names }
