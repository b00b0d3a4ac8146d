import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { applyTheme } from './app/use-theme.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
applyTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
