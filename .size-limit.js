import { existsSync, readFileSync } from 'node:fs';

/** Scripts that the built page names in its head: what has to arrive before the first picture. */
function firstScripts() {
  const html = existsSync('dist/index.html') ? readFileSync('dist/index.html', 'utf8') : '';
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `dist/${path}`);
}

// Each limit is about a tenth above what was measured when it was set.
export default [
  { name: 'scripts before the first picture', path: firstScripts(), gzip: true, limit: '345 kB' },
  {
    name: 'all scripts of the page',
    path: ['dist/assets/*.js', '!dist/assets/worker-*.js', '!dist/assets/elk-worker*.js'],
    gzip: true,
    limit: '500 kB',
  },
  { name: 'the worker', path: 'dist/assets/worker-*.js', gzip: true, limit: '126 kB' },
  // The layout library as it is published, fetched when a layout is first asked for.
  { name: 'the layout worker', path: 'dist/assets/elk-worker*.js', gzip: true, limit: '500 kB' },
  { name: 'styles', path: 'dist/assets/*.css', gzip: true, limit: '17.5 kB' },
];
