// Counts the messages of a WhatsApp text export with whatsapp-chat-parser.
import { readFileSync } from "node:fs";
import { parseString } from "whatsapp-chat-parser";
console.log(parseString(readFileSync(process.argv[2], "utf8")).length);
