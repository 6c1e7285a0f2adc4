"""Grammar of languages in Latin letters, kept as code: by these words a language is noticed, and they never name a theme.

Articles, pronouns, prepositions, links, auxiliaries and the commonest verbs and fillers, lower case, without apostrophes (what
an apostrophe cuts off is a word of its own: l', d', 'r). Subject matter is kept out. English is in `words.py`.
"""

from __future__ import annotations

LATIN: dict[str, str] = {
    "cy": """
        rhy tro y yr r i o a ac ag ar at am an yn n na nad nid ni ddim dim mae maen maent mi fe wedi oedd roedd bod fod sydd
        sy s yw ydy ydi ydyw ydych ydyn ydynt rydym rydyn rydw rwy rwyf dw dwi rwyn mwyn bydd fydd byddai fyddai
        fyddwn byddwn byddaf basai baswn fasai buasai bu gan gyda gydag efo heb hyd wrth drwy trwy dros tros dan tan
        rhwng oddi er ers fel cyn ond neu nac os pan felly hefyd hynny hyn honno hon hwn hwnnw hwy hi ef fo chi chwi
        nhw ein eich eu ei fy dy th ch w u m ll tra achos oherwydd rhag pob bob cael gael ga gall gallu allai gallai
        gellir rhaid dylai ddylai dylid ddylid gwneud wneud mynd fynd iawn mwy llai rhai sawl llawer llwyr gormod
        digon ddigon yma yno nawr rwan eto mor pam sut ble lle beth pwy neb dyma dyna oes nes hun hunain gennym
        gennyf gen gynnal iddyn iddynt arnom arnynt ohonynt ato atynt tuag ymysg ymhlith ynglŷn ynghylch unrhyw
        popeth pawb bawb rhywbeth rhywun angen eisiau isio hoffwn hoffi meddwl credu teimlo wir debyg ohono ohoni""",
    "ga": """
        an na agus is i in sa san ag ar as le leis do de den don chun faoi faoin ó ón go gur nach níl ní níor bhí tá
        atá raibh beidh bheith mbeadh bheadh mbeidh bhfuil nuair má dá mar ach nó gan idir roimh thar trí um sé sí
        siad sibh muid sinn mé tú iad é í seo sin siúd mo bhur ár cén cad cá conas cathain aon gach uile féin acu
        agam againn agat aige aici orm orainn orthu dom duit dúinn dóibh uainn uathu leo linn liom leat iontu ann
        anseo ansin freisin níos mó níba ró anois fós riamh arís chuig ba cé chéile eile cuid roinnt mura ina inár
        ionas toisc mhaith agamsa caithfidh d b m""",
    "gd": """
        an am na nan nam a agus is ann anns aig air ri ris le leis do dha de dhe bho fo gu gun gum nach chan cha tha
        bha bhi bhios bidh eil robh bheil biodh bhiodh mi thu sinn sibh iad e i mo ar ur seo sin siud ach no mar ma
        nuair oir airson gach uile fhèin agam agad againn aca aice aige orm oirnn orra dhomh dhuinn dhaibh leam
        leinn leotha cò dè càite ciamar carson mòran barrachd nas as cuideachd fhathast feumaidh bu gus tron mun
        bhon dhan den don eile cus glè ro ged còir""",
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder aber doch sondern denn weil dass daß ob
        wenn als wie so auch nicht kein keine keinen keinem keiner nichts nie niemals ist sind war waren sein bin
        bist seid wird werden wurde wurden worden würde würden hat haben habe hatte hatten hätte hätten kann können
        könnte könnten muss müssen musste müsste müssten soll sollen sollte sollten darf dürfen will wollen wollte
        möchte möchten mag mögen lässt lassen ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen mein
        meine meinen meiner unser unsere unseren unserer ihre ihren ihrer seine seinen seiner dies diese dieser
        dieses diesen diesem jede jeder jedes jeden man sich selbst wer was welche welcher welches wo wann warum
        wieso mit ohne für gegen von vom zu zum zur bei beim nach vor seit aus auf an am in im ins über unter
        zwischen durch um bis hinter neben während wegen trotz hier dort da dann nun jetzt noch schon immer wieder
        sehr mehr weniger viel viele vielen zu nur etwa eher sowie bzw etc damit dafür dagegen darüber davon dazu
        dabei daran darauf deshalb daher also jedoch allerdings etwas alle alles allen aller einige mal ja nein wohl
        eigentlich einfach ganz gar geht gibt gehen machen macht finde finden denke glaube meine bitte andere
        anderen anderer genug einmal werde statt ab pro je desto""",
    "nl": """
        de het een en of maar want omdat dat als dan wanneer toen terwijl ook niet geen niets nooit is zijn was
        waren ben bent wordt worden werd werden heeft hebben heb had hadden kan kunnen kon konden moet moeten moest
        zou zouden mag mogen zal zullen wil willen wilde laat laten ik jij je u hij zij ze wij we jullie hen hun mij
        me hem haar ons onze mijn jouw uw zijn dit deze die elk elke ieder iedere iedereen men zich zelf wie wat
        welke waar hoe waarom met zonder voor tegen van naar bij na sinds uit op aan in over onder tussen door om
        tot achter naast tijdens wegens te er hier daar nu nog al altijd weer heel zeer erg meer minder veel alleen
        ongeveer eigenlijk gewoon wel toch dus echter daarom ervoor ermee ervan erop hierdoor zodat alle alles
        sommige andere anderen genoeg gaat gaan komt doet doen maken maakt vind vinden denk graag want zoals ten ter""",
    "fr": """
        le la les l un une des du de d au aux et ou mais car donc or ni que qu qui quoi dont où quand comme si ne n
        pas plus point jamais rien aucun aucune est sont était étaient être été suis es sommes êtes sera seront
        serait seraient soit a ont avait avaient avoir ai as avons avez aura aurait eu fait faire font faut faudrait
        peut peuvent pouvoir pourrait doit doivent devrait devraient veut veulent voudrais vont va aller je j tu il
        elle on nous vous ils elles me m te t se s lui leur leurs y en mon ma mes ton ta tes son sa ses notre nos
        votre vos ce c cet cette ces cela ça ceci celui celle ceux celles chaque chacun tout toute tous toutes même
        mêmes autre autres quel quelle quels quelles avec sans pour contre par dans sur sous entre vers chez depuis
        pendant avant après jusqu jusque lors dès hors malgré parce puisque lorsqu afin ainsi alors aussi aussitôt
        bien très trop peu beaucoup moins assez encore déjà toujours souvent parfois ici là voici voilà non oui être
        quelque quelques plusieurs certains certaines notamment cependant pourtant pourquoi comment combien étant
        ayant mieux vraiment rendre mettre trouve pense souhaite aimerais aurais voir puis plutôt surtout""",
    "es": """
        el la los las lo un una unos unas de del al a y e o u pero sino porque que qué como cómo cuando cuándo donde
        dónde si sí no ni nada nunca jamás es son era eran ser sido soy eres somos será serán sería fue fueron está
        están estaba estar estoy estamos estaría ha han había haber he hemos hay haya hubo habría tiene tienen tener
        tengo tenemos tenía puede pueden poder podría podrían debe deben debería deberían hace hacen hacer hagan
        haga van va ir voy quiero quiere me te se nos os le les mi mis tu tus su sus nuestro nuestra nuestros
        nuestras yo tú él ella ello ellos ellas nosotros usted ustedes este esta esto estos estas ese esa eso esos
        esas aquel aquella cada todo toda todos todas mismo misma otro otra otros otras quien quién quienes cual
        cuales cuál con sin por para contra en sobre entre hasta desde hacia según durante ante tras bajo también
        tampoco muy más menos mucho mucha muchos muchas poco poca pocos pocas tan tanto aún ya siempre aquí ahí allí
        ahora entonces así solo sólo además aunque mientras algo alguien alguno alguna algunos algunas ningún
        ninguna demasiado mejor sea sean creo gustaría siendo bien luego""",
    "it": """
        il lo la i gli le l un uno una di del dello della dei degli delle dell d a al allo alla ai agli alle all da
        dal dalla dai dalle dall in nel nella nei nelle nell su sul sulla sui sulle sull con col per tra fra e ed o
        ma però perché perchè che chi cui come quando dove se non né nè niente nulla mai è sono era erano essere
        stato stata stati sia siano sei siamo sarà sarebbe sarebbero ha hanno aveva avere ho abbiamo avete avrebbe
        avuto può possono potere potrebbe deve devono dovrebbe dovrebbero vorrei vuole fa fanno fare fatto va vanno
        andare io tu lui lei noi voi loro mi ti si ci vi ne mio mia miei mie tuo tua suo sua suoi sue nostro nostra
        nostri nostre vostro questo questa questi queste quello quella quelli quelle quel quei ogni ognuno tutto
        tutta tutti tutte stesso stessa altro altra altri altre quale quali qualche alcuni alcune nessun nessuno
        nessuna senza contro sopra sotto verso dopo prima durante fino anche ancora già sempre spesso molto molta
        molti molte poco poca pochi poche più meno troppo tanto così solo soltanto qui lì là ora allora quindi
        inoltre invece oppure qualcosa qualcuno c cosa bene meglio essendo penso credo piacerebbe siccome""",
    "pt": """
        o a os as um uma uns umas de do da dos das d em no na nos nas num numa ao à aos às por pelo pela pelos pelas
        para com sem sobre entre até desde contra segundo durante e ou mas porém porque que quê quem qual quais como
        quando onde se não nem nada nunca jamais é são era eram ser sido sou somos foi foram será serão seria fosse
        seja sejam está estão estava estar estou estamos há haver havia houve tem têm tinha ter tenho temos teria
        tido pode podem poder poderia poderiam deve devem deveria deveriam faz fazem fazer feito vai vão ir vou
        quero quer eu tu ele ela nós vós eles elas você vocês me te lhe lhes meu minha meus minhas seu sua seus suas
        nosso nossa nossos nossas este esta isto estes estas esse essa isso esses essas aquele aquela aquilo cada
        todo toda todos todas tudo mesmo mesma outro outra outros outras também muito muita muitos muitas pouco
        pouca mais menos tão tanto ainda já sempre aqui ali agora então assim só somente apenas além embora enquanto
        algo alguém algum alguma alguns algumas nenhum nenhuma demais bem melhor acho gostaria sendo pois""",
    "ro": """
        un o unei unui unor al a ai ale de la în din pe cu fără pentru prin spre sub peste între până după către
        despre contra și şi sau dar însă ci că să dacă când unde cum ce cine care căror cărui cât câți nu nici nimic
        niciodată este e sunt era erau fi fost fie sînt ești suntem am ai are au avem aveți avea aș ar vom va vor
        voi poate pot putea trebuie trebui face fac facă vreau vrea merge eu tu el ea noi voi ei ele mă te se ne vă
        îi îl o le lor lui mi ți meu mea mei tău sa său săi noastră nostru noștri acest această acești aceste acesta
        aceasta acel acea acei acele fiecare tot toată toți toate același alt altă alți alte unii unele orice
        oricine cineva ceva niciun nicio foarte mai mult multă mulți multe puțin puțini prea tot încă deja mereu
        aici acolo acum atunci astfel doar numai chiar decât deoarece fiindcă iar ori totuși deci ca cred doresc
        aici bine cât dintre dintr într printr fiind""",
    "pl": """
        i a w we z ze na do od po za o u przy pod nad przed przez dla bez między oraz lub albo ale lecz że żeby aby
        by bo ponieważ gdyż jeśli jeżeli gdy kiedy gdzie jak jaki jaka jakie co kto który która które których którzy
        którym nie ani nic nigdy nikt jest są był była było byli były być będzie będą byłoby mam ma mają mieć miał
        mamy może mogą można móc mógł mogłoby musi muszą trzeba powinien powinna powinno powinny należy chcę chce
        się ja ty on ona ono my wy oni one mnie mi mu jej jego im ich nam nas wam mój moja moje nasz nasza nasze
        naszego swój swoje swoją ten ta to te ci tego tej tych tym tymi temu tę tamten każdy każda każde wszystko
        wszyscy wszystkie wszystkich sam sama inny inna inne innych też także również bardzo więcej mniej dużo wiele
        mało tylko jeszcze już zawsze często tu tutaj tam teraz wtedy więc dlatego jednak choć chociaż podczas coś
        ktoś jakiś niektóre żaden zbyt tak taki taka takie dość dosyć chyba myślę uważam iż czy niż lepiej zamiast
        około wśród""",
    "cs": """
        a i v ve s se z ze na do od po za o u k ke při pod nad před pro bez mezi nebo ale že aby by protože jestli
        když kde jak jaký co kdo který která které kterých ne nic nikdy nikdo je jsou byl byla bylo byli být bude
        budou bych bychom jsem jsme jste mám má mají mít měl může mohou musí mělo měly třeba chci já ty on ona ono
        my vy oni mě mi mu jí jeho jejich nám nás můj moje naše svůj ten ta to ti tento tato toto těch tom tím každý
        všechno všichni všechny sám jiný také velmi více méně moc mnoho málo jen jenom ještě už vždy často tady tam
        teď pak tak proto však něco někdo žádný příliš než lépe nejsou není nemá""",
    "sk": """
        a aj v vo s so z zo na do od po za o u k ku pri pod nad pred pre bez medzi alebo ale že aby by pretože keďže
        ak keď kde ako aký čo kto ktorý ktorá ktoré ktorých nie nič nikdy nikto je sú bol bola bolo boli byť bude
        budú som sme ste mám má majú mať mal môže môžu musí treba malo mali chcem ja ty on ona ono my vy oni ma mi
        mu jej jeho ich nám nás môj moje naše svoj ten tá to tí tento táto toto tých tom tým každý všetko všetci
        všetky sám iný tiež veľmi viac menej veľa málo len iba ešte už vždy často tu tam teraz potom tak preto však
        niečo niekto žiadny príliš než""",
    "hr": """
        i a u s sa na do od po za o k kod pri pod nad pred iz bez između ili ali da jer ako kad kada gdje gde kako
        što šta tko ko koji koja koje kojih ne ni ništa nikad nikada nitko niko je su bio bila bilo bili biti bit
        bude će ću ćemo sam smo ste imam ima imaju imati imao može mogu mora moraju treba trebalo bi bih hoću želim
        ja ti on ona ono mi vi oni me mu joj njegov njihov nam nas moj moja naše naš svoj taj ta to te ovaj ova ovo
        ovih tom tim svaki sve svi svih sam drugi također takođe vrlo jako više manje puno mnogo malo samo još već
        uvijek uvek često tu tamo sada sad tada tako zato međutim nešto netko neko nema nije nisu previše nego bolje""",
    "lt": """
        ir ar bet o į iš su be per prie po prieš tarp dėl už nuo iki apie kad jog jei jeigu kai kur kaip kas kuris
        kuri kurie kurių ne nei nieko niekada yra buvo būti bus būtų esu esame turi turėti turiu galima gali galėtų
        reikia reikėtų turėtų noriu aš tu jis ji mes jūs jie jos man mus mums jų jo mano mūsų savo šis ši šie tas ta
        tai tie kiekvienas viskas visi visos pats kitas kiti taip pat labai daugiau mažiau daug mažai tik dar jau
        visada dažnai čia ten dabar todėl tačiau kažkas nėra negu geriau""",
    "lv": """
        un vai bet uz no ar bez pa pie pēc pirms starp par līdz caur ka ja jo kad kur kā kas kurš kura kuri nav ne
        nekas nekad ir bija būt būs būtu esmu esam var varētu vajag vajadzētu jābūt gribu es tu viņš viņa mēs jūs
        viņi man mums mūsu savu šis šī tas tā tie katrs viss visi visas pats cits citi arī ļoti vairāk mazāk daudz
        maz tikai vēl jau vienmēr bieži te tur tagad tāpēc tomēr kaut pārāk nekā labāk lai""",
    "et": """
        ja või aga kuid et kui sest kus kuidas mis kes mida kelle ei pole mitte midagi kunagi on oli olid olema olla
        oleks saab saaks peab peaks tuleb võib võiks tahan ma mina sa sina ta tema me meie te teie nad nende mul
        meil oma see need seda selle nende iga kõik ise muu teised ka väga rohkem vähem palju vähe ainult veel juba
        alati tihti siin seal nüüd siis nii seepärast siiski midagi keegi liiga parem ning ilma koos läbi enne
        pärast vahel""",
    "fi": """
        ja tai mutta vaan että jos kun koska kuin niin myös ei en et emme eivät ole mitään koskaan on oli ovat
        olivat olla olisi olen olemme ollut olisivat voi voisi voivat pitää pitäisi täytyy saa saada saisi haluan
        minä sinä hän me te he minun sinun hänen meidän teidän heidän mun se ne tämä nämä tuo sen niiden tämän
        näiden siitä siellä täällä jokainen kaikki kaikkien itse muu muut muiden mikä mitä kuka joka jotka jossa
        jonka missä miten miksi hyvin erittäin enemmän vähemmän paljon vähän vain vielä jo aina usein nyt sitten
        siksi kuitenkin jotain joku liian kanssa ilman ennen jälkeen aikana vuoksi kautta sekä eli parempi tulee
        tulisi mielestäni""",
    "hu": """
        a az egy és vagy de hanem hogy ha mert mivel amikor ahol mint is nem ne sem semmi soha nincs nincsenek van
        vannak volt voltak lenni lesz lenne lennének vagyok vagyunk lehet lehetne kell kellene tud tudnak szeretném
        akarok én te ő mi ti ők engem nekem neki nekünk nekik minket ez azt ezt ezek azok ennek annak ezen ebben
        abban arra erre minden mindenki maga más mások ami aki amely melyik milyen mi ki hol hogyan miért nagyon
        több kevesebb sok kevés csak még már mindig gyakran itt ott most akkor így ezért azonban valami valaki túl
        jobb nélkül között után előtt alatt által szerint miatt felé mellett számára vele hozzá meg el fel ki be jól
        pedig illetve""",
    "sv": """
        och eller men för att om när där hur som vad vem vilken vilka inte ingen inget inga aldrig är var vara varit
        blir bli blev har hade ha kan kunde ska skulle måste bör borde får fick vill jag du han hon den det vi ni de
        dem mig mej dig honom henne oss er min mitt mina din ditt sin sitt sina vår vårt våra deras denna detta
        dessa varje alla allt själv annan annat andra en ett av på i till från med utan mot under över mellan genom
        efter före innan hos vid ut in upp också mycket mer mindre många få bara ännu redan alltid ofta här nu då så
        därför dock något någon några än bättre samt eftersom skall man finns tycker går gör""",
    "da": """
        og eller men for at hvis når hvor hvordan som hvad hvem hvilken hvilke ikke ingen intet aldrig er var være
        været bliver blive blev har havde have kan kunne skal skulle må burde bør får fik vil ville jeg du han hun
        den det vi i de dem mig dig ham hende os jer min mit mine din dit sin sit sine vores deres denne dette disse
        hver alle alt selv anden andet andre en et af på til fra med uden mod under over mellem gennem efter før hos
        ved ud ind op også meget mere mindre mange få kun endnu allerede altid ofte her nu da så derfor dog noget
        nogen nogle end bedre samt fordi man findes synes går gør""",
    "nb": """
        og eller men for at hvis når hvor hvordan som hva hvem hvilken hvilke ikke ingen intet aldri er var være
        vært blir bli ble har hadde ha kan kunne skal skulle må burde bør får fikk vil ville jeg du han hun den det
        vi dere de dem meg deg ham henne oss min mitt mine din ditt sin sitt sine vår vårt våre deres denne dette
        disse hver alle alt selv annen annet andre en et ei av på i til fra med uten mot under over mellom gjennom
        etter før hos ved ut inn opp også mye mer mindre mange få bare ennå allerede alltid ofte her nå da så derfor
        noe noen enn bedre samt fordi man finnes synes går gjør""",
    "tr": """
        ve veya ya da de ile için gibi kadar göre sonra önce ama fakat ancak çünkü eğer ki ne nerede nasıl neden kim
        hangi değil hiç hiçbir yok var vardır olan olarak olması olmalı olsun olur oldu olmak olmadığı olduğu idi
        ise mi mı mu mü ben sen o biz siz onlar bana sana ona bize bizim benim onun onların bu şu bunlar şunlar bunu
        bunun her herkes hepsi tüm bütün kendi başka diğer çok daha az fazla en sadece yalnız hala zaten burada
        orada şimdi böyle şöyle bir birçok biri bazı şey şeyi gerek gerekiyor gerekir lazım edilmeli yapılmalı
        istiyorum düşünüyorum bile hem""",
    "sq": """
        dhe ose por se që nëse kur ku si çfarë kush cili cila të nuk mos asgjë kurrë është janë ishte ishin jam jemi
        ka kanë kishte kam kemi mund duhet do dua unë ti ai ajo ne ju ata ato më na i e u një ky kjo këta këto ai
        çdo gjithë vetë tjetër në nga me pa për mbi nën midis drejt deri pas para gjatë edhe shumë pak vetëm ende
        tashmë gjithmonë këtu atje tani prandaj megjithatë diçka dikush tepër sa duke s""",
    "so": """
        iyo ama laakiin in haddii marka halka sida maxaa waa ma aan maya waxba weligeed waxay wuxuu waxaan waxaa
        ayaa baa ay uu aad aan adiga aniga isaga iyada annaga iyaga idinka ka ku u la kala loo lagu laga kuwa kan
        tan kuwan dhammaan kasta oo iyagoo badan yar kaliya weli mar halkan hadda waayo leh leeyahay lahayn karo
        karaa karin doonayaa jira jirin tahay yahay yihiin ahayn si wax""",
    "vi": """
        và hoặc nhưng vì nếu khi thì là của cho với không chẳng chưa có được bị đã đang sẽ phải nên cần muốn tôi bạn
        anh chị nó chúng ta họ mình này kia đó đây các những mỗi mọi tất cả một người nào gì ai đâu sao thế như để
        từ đến trong ngoài trên dưới giữa qua sau trước cũng rất nhiều ít hơn quá chỉ còn vẫn luôn lại nữa ở ra vào
        về bởi do rằng mà""",
    "tl": """
        ang ng sa mga at o ngunit pero kung dahil kapag para na ay hindi wala walang may mayroon ako ikaw ka siya
        kami tayo kayo sila ko mo niya namin natin ninyo nila ito iyan iyon dito diyan doon lahat bawat kahit ano
        sino saan paano bakit din rin lang lamang pa po ba mas masyado marami kaunti dapat kailangan gusto nang si
        ni kay upang""",
    "id": """
        dan atau tetapi tapi karena jika kalau ketika yang untuk dengan tanpa dari ke di pada oleh tidak bukan tak
        belum adalah ada ini itu saya aku kamu anda dia kami kita mereka nya semua setiap apa siapa mana bagaimana
        mengapa juga sangat lebih kurang banyak sedikit hanya masih sudah telah akan bisa dapat harus perlu ingin
        agar supaya sebagai seperti dalam antara setelah sebelum terlalu lagi saja para bagi""",
    "ca": """
        el la els les lo l un una uns unes de d del dels al als a i o però sinó perquè que què com quan on si no ni
        res mai és són era eren ser sigui siguin estat està estan hi ha han havia haver he hem té tenen tenir tinc
        pot poden poder podria cal hauria haurien fer fa fan va van jo tu ell ella nosaltres vosaltres ells elles em
        et es s ens us li els meu meva seu seva seus nostre nostra aquest aquesta aquests aquestes això aquell cada
        tot tota tots totes mateix altre altra altres qui quin quina amb sense per contra en sobre entre fins des
        cap segons durant també tampoc molt molta molts moltes més menys poc massa tan ja sempre aquí allà ara
        llavors així només encara mentre algun alguna alguns ningú cap millor crec""",
    "sw": """
        na ya wa za la cha kwa ni katika au lakini kwamba kama wakati ambapo si sio hakuna kuna ana wana nina tuna
        ina zina kuwa ilikuwa lazima inapaswa mimi wewe yeye sisi ninyi wao hii hiyo huu huo hizi hizo haya hayo
        kila yote wote wengine nini nani wapi vipi pia sana zaidi kidogo nyingi wengi tu bado tayari daima hapa hapo
        sasa hivyo ili baada kabla yao yetu yangu""",
}
"""Function words by BCP 47 code. Bosnian, Croatian and Serbian in Latin letters stand together under `hr`."""

ALSO_ENGLISH = """
    a b c d e f g h i j k l m n o p q r s t u v w x y z ll ve re th st af ai air al ale an ar are arm art as bald bank
    be ben bent bet bi bid bin bo bus by ca cad can cap car care chi chose citi co com come comment con dar days dem den
    dia die dies dir do dock dog dom don door due ed el en end era es face fan far fare fast fear fi fin font for fore
    from gen got gun gusto had ham hat he heel hem her here hi his hot in inn ins instant io is kin kind kit la land
    lang las last le led lo los man mar mare mas me men merge met mid min mine mod mom moot mor most mot my nay ne net
    no non not note nu num nun of ole on ons op or ora os over pan par para pas pats pay per pie plus pod point por pot
    pour pre pro put que ran rest rob ro rot sad sale san se sea seal seat sen sense set seven she si sin sit so sole
    some son sub sun sure ta tai tam te ten tes that the then they ti tide tie til tim to todo tom top tot tuna um un us
    va van var via visas wa want war was wat we wer were will with ya yr
"""
"""English words, and letters that an apostrophe cuts off, that other languages use as grammar: they prove nothing."""
