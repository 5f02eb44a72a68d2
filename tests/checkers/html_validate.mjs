// Reads a JSON list of files from standard input, prints html-validate's reports as JSON.
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from "html-validate";
import config from "./htmlvalidate.config.mjs";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const files = JSON.parse(Buffer.concat(chunks).toString("utf-8"));

const validator = new HtmlValidate(new FileSystemConfigLoader([esmResolver()], config));
const report = await validator.validateMultipleFiles(files);
process.stdout.write(JSON.stringify(report.results));
