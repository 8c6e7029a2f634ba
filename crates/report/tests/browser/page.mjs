// Opens report.html as people do: page.mjs SCREENSHOTS PAGE... Each page at two sizes, light and dark; clicks through to a
// record and to a node; fails on an error, a request to anywhere, or an accessibility fault.
import { mkdirSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const [screens, ...pages] = process.argv.slice(2);
mkdirSync(screens, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let passed = 0;
const faults = [];
for (const file of pages) {
  for (const [width, height] of [[390, 844], [1280, 900]]) {
    for (const colorScheme of ["light", "dark"]) {
      const name = `${basename(dirname(resolve(file)))}-${width}-${colorScheme}`;
      const wrong = [];
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
      page.on("pageerror", (error) => wrong.push(String(error)));
      page.on("request", (request) => /^(file|data):/.test(request.url()) || wrong.push(`asks for ${request.url()}`));
      await page.goto(`file://${resolve(file)}`);
      // The page is too tall for one picture: the top of each section.
      for (const section of await page.locator("section[id]").all()) {
        const id = await section.getAttribute("id");
        await section.evaluate((own) => own.scrollIntoView({ behavior: "instant" }));
        await page.screenshot({ path: `${screens}/${name}-${id}.png` });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 1) wrong.push(`the page is ${wide} px wider than the screen`);
      const report = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
      for (const fault of report.violations) wrong.push(`${fault.id}: ${fault.help} (${fault.nodes[0].target})`);
      // From a claim to its record.
      await page.locator("#alerts a[href^='#r-']").first().click();
      const shown = await page.locator("dialog[open], :target").first().textContent();
      if (!shown || shown.trim().length < 5) wrong.push("a record link shows no record");
      await page.screenshot({ path: `${screens}/${name}-record.png` });
      await context.close();
      if (wrong.length) faults.push(`${name}: ${wrong.join("; ")}`);
      else passed += 1;
    }
  }
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${passed} passed, ${faults.length} failed`);
process.exitCode = faults.length ? 1 : 0;
