"""Makes the files that the readers are measured on; the same bytes on every run."""

import json
import random
from datetime import datetime, timedelta
from pathlib import Path

LINES = [
    "Bonjour, on part demain à quelle heure ?", "mañana a las 5 en la terminal", "السلام عليكم كيف الحال",
    "ok", "Where are you now?", "Ich bin noch unterwegs", "我们明天早上出发", "Спасибо, до завтра", "😀👍",
    "the second bus, not the first one, ask for the blue bag", "bien arrivés", "llámame cuando puedas",
]
SENDERS = [f"+44 20 7946 0{n:03}" for n in range(40)]


def moments(count, step):
    at = datetime(2026, 1, 2, 8, 0, 0)
    for _ in range(count):
        yield at
        at += timedelta(seconds=step)


def whatsapp(out, rng, count=200_000):
    for at in moments(count, 97):
        out.write(f"{at:%d/%m/%Y, %H:%M} - {rng.choice(SENDERS)}: {rng.choice(LINES)}\n")
        if rng.random() < 0.03:
            out.write("and a second line of it\n")
    return count


def csv(out, rng, count=1_000_000):
    out.write("account,time,direction,amount,currency,channel,mcc,city,country,counterparty_account,memo\n")
    for at in moments(count, 7):
        out.write(
            f"CA-{rng.randrange(20_000):06},{at:%Y-%m-%dT%H:%M:%S},{rng.choice(('in', 'out'))},{rng.randrange(1, 500_000) / 100:.2f},"
            f"CAD,{rng.choice(('cash', 'card', 'transfer'))},{rng.choice((5411, 5814, 7011, 4121))},"
            f"{rng.choice(('Toronto', 'Laval', 'Halifax'))},CA,XX-{rng.randrange(50_000):06},ref {rng.randrange(10**9)}\n"
        )
    return count


def mt940(out, rng, count=50_000):
    out.write(":20:STATEMENT\r\n:25:BLZTEST/1234567890\r\n:28C:1/1\r\n:60F:C260101EUR1000,00\r\n")
    for at in moments(count, 600):
        mark = rng.choice("CD")
        out.write(f":61:{at:%y%m%d}{at:%m%d}{mark}{rng.randrange(1, 9999)},{rng.randrange(100):02}NTRFNONREF\r\n")
        out.write(f":86:payment {rng.randrange(10**9)} for services\r\n")
    out.write(":62F:C261231EUR1000,00\r\n-\r\n")
    return count


def ofx(out, rng, count=50_000):
    out.write(
        "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\n"
        "COMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO"
        "</STATUS><DTSERVER>20260101<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0"
        "<SEVERITY>INFO</STATUS><STMTRS><CURDEF>CAD<BANKACCTFROM><BANKID>001<ACCTID>1234567<ACCTTYPE>CHECKING</BANKACCTFROM>"
        "<BANKTRANLIST><DTSTART>20260101<DTEND>20261231\r\n"
    )
    for number, at in enumerate(moments(count, 600)):
        out.write(
            f"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{at:%Y%m%d%H%M%S}<TRNAMT>-{rng.randrange(1, 9999)}.{rng.randrange(100):02}"
            f"<FITID>{number}<NAME>SHOP {rng.randrange(500)}<MEMO>memo</STMTTRN>\r\n"
        )
    out.write(
        "</BANKTRANLIST><LEDGERBAL><BALAMT>1.00<DTASOF>20261231</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n"
    )
    return count


def camt(out, rng, count=50_000):
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-12-31T00:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id>"
        "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
    )
    for at in moments(count, 600):
        way, side = rng.choice((("CRDT", "Dbtr"), ("DBIT", "Cdtr")))
        out.write(
            f'<Ntry><Amt Ccy="EUR">{rng.randrange(1, 9999)}.{rng.randrange(100):02}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
            f"<BookgDt><Dt>{at:%Y-%m-%d}</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><{side}><Pty><Nm>Party {rng.randrange(5000)}</Nm></Pty>"
            f"</{side}></RltdPties><RmtInf><Ustrd>invoice {rng.randrange(10**6)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
        )
    out.write("</Stmt></BkToCstmrStmt></Document>\n")
    return count


def ftm(out, rng, count=50_000):
    for number in range(count):
        entity = {
            "id": f"person-{number}",
            "schema": "Person",
            "properties": {
                "name": [f"Example Person {rng.randrange(10**6)}"],
                "birthDate": [f"{rng.randrange(1950, 2005)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"],
                "nationality": [rng.choice(("ca", "fr", "mx", "tr"))],
                "phone": [f"+44207946{rng.randrange(10000):04}"],
                "idNumber": [f"ID{rng.randrange(10**8)}"],
            },
        }
        out.write(json.dumps(entity) + "\n")
    return count


def gpx(out, rng, count=200_000):
    out.write('<?xml version="1.0"?><gpx version="1.1" creator="bench" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>boat</name><trkseg>\n')
    for at in moments(count, 5):
        out.write(f'<trkpt lat="{45 + rng.random():.6f}" lon="{-73 - rng.random():.6f}"><time>{at:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>\n')
    out.write("</trkseg></trk></gpx>\n")
    return count


def geojson(out, rng, count=200_000):
    out.write('{"type": "FeatureCollection", "features": [\n')
    for number, at in enumerate(moments(count, 5)):
        feature = {
            "type": "Feature",
            "properties": {"id": f"device-{number % 50}", "time": f"{at:%Y-%m-%dT%H:%M:%SZ}"},
            "geometry": {"type": "Point", "coordinates": [round(-73 - rng.random(), 6), round(45 + rng.random(), 6)]},
        }
        out.write(("," if number else "") + json.dumps(feature) + "\n")
    out.write("]}\n")
    return count


def telegram(out, rng, count=200_000):
    out.write('{"name": "group", "type": "private_group", "id": 1, "messages": [\n')
    for number, at in enumerate(moments(count, 31)):
        who = rng.randrange(40)
        message = {
            "id": number, "type": "message", "date": f"{at:%Y-%m-%dT%H:%M:%S}", "date_unixtime": str(int(at.timestamp())),
            "from": f"Member {who}", "from_id": f"user{who}", "text": rng.choice(LINES), "text_entities": [],
        }
        out.write(("," if number else "") + json.dumps(message, ensure_ascii=False) + "\n")
    out.write("]}\n")
    return count


FILES = {
    "whatsapp": (whatsapp, "WhatsApp Chat with bench.txt"),
    "csv": (csv, "transactions.csv"),
    "mt940": (mt940, "statement.sta"),
    "ofx": (ofx, "statement.ofx"),
    "camt": (camt, "camt053.xml"),
    "ftm": (ftm, "entities.ftm.json"),
    "gpx": (gpx, "track.gpx"),
    "geojson": (geojson, "movements.geojson"),
    "telegram": (telegram, "result.json"),
}


def generate(name, folder: Path):
    """Writes the file of a format if it is not there; returns its path and how many records it has."""
    make, file = FILES[name]
    path, note = folder / name / file, folder / name / "count"
    if not note.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "w", encoding="utf8", newline="") as out:
            note.write_text(str(make(out, random.Random(name))))
    return path, int(note.read_text())
