// npm start: installs what is missing, builds the page and serves it under the strict security headers.
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
process.chdir(root);

const { build, preview } = await import('vite');
await build({ logLevel: 'warn' });

const port = Number(process.env.PORT ?? 4173);
const server = await preview({
  logLevel: 'warn',
  preview: { port, ...(process.env.HOST === undefined ? {} : { host: process.env.HOST }) },
});
const [address] = [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])];
console.log(`Roundtrip is at ${address ?? `port ${port}`}  (stop with Ctrl+C)`);

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
