import { showEmbed } from './app/show-embed.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
showEmbed(root);
