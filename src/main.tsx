import { showPage } from './app/show-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
await showPage(root);
