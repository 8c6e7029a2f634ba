"""Packs the two files of this example that are not plain text. Everything else here is edited by hand.

Run it inside this folder: `python3 make.py`. It needs nothing but Python, and what it writes is the same, byte for byte,
on every run: names, times and permissions inside the archive are fixed.
"""

import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent

# A chat as an iPhone exports it: U+200E before notes of the app itself, times in brackets, day before month.
# The names, numbers and words are invented.
LRM = "\u200e"
PUERTO = [
    "{lrm}[12/3/26, 21:05:10] Puerto: {lrm}Los mensajes y las llamadas están cifrados de extremo a extremo.",
    "[12/3/26, 21:06:02] +33 1 99 00 02 17: Sábado por la noche. Cuatro personas.",
    "[12/3/26, 21:06:40] +33 1 99 00 03 58: La furgoneta está lista. Recojo en Almería, detrás del puerto.",
    "[12/3/26, 21:07:15] +33 1 99 00 01 42: Le reste est bloqué chez moi jusqu'au OK.",
    "[12/3/26, 21:08:30] +33 1 99 00 02 17: 1200 para la furgoneta, lo suelta Marc cuando digas OK.",
    "[14/3/26, 20:41:52] +33 1 99 00 02 17: Han salido de Orán.",
    "[15/3/26, 3:52:18] +33 1 99 00 03 58: Barco en Almería. Los tengo, salimos ya.",
    "{lrm}[15/3/26, 3:53:00] +33 1 99 00 03 58: {lrm}<adjunto: 00000012-PHOTO-2026-03-15-03-53-00.jpg>",
    "[15/3/26, 16:25:07] +33 1 99 00 03 58: Pasada la frontera en Irun. Nos pararon, todo bien.",
    "[16/3/26, 4:05:33] +33 1 99 00 03 58: OK, llegamos",
    "[16/3/26, 4:06:10] +33 1 99 00 01 42: Bien. Je libère ce matin.",
    "[16/3/26, 9:44:27] +33 1 99 00 01 42: C'est fait. 4000 pour Anton, 1200 pour toi.",
    "[16/3/26, 9:58:03] +33 1 99 00 03 58: Recibido",
]

# A scan of a rental contract would look like this to a program that cannot read it.
SCAN = b"II*\x00\x08\x00\x00\x00\x00\x00" + bytes(range(256))


def main():
    text = "\r\n".join(line.format(lrm=LRM) for line in PUERTO) + "\r\n"
    member = zipfile.ZipInfo("_chat.txt", date_time=(2026, 3, 20, 12, 0, 0))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    with zipfile.ZipFile(HERE / "police" / "WhatsApp Chat - Puerto.zip", "w") as archive:
        archive.writestr(member, text.encode("utf-8"))
    (HERE / "police" / "contract.tif").write_bytes(SCAN)


if __name__ == "__main__":
    main()
