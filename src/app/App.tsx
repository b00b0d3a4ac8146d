import './tokens.css';
import { useEffect } from 'react';
import { FileDropTarget } from '../features/import/FileDropTarget.tsx';
import { Announcements } from './Announcements.tsx';
import { Dialogs } from './Dialogs.tsx';
import { Layout } from './Layout.tsx';
import { PrintLater } from './PrintLater.tsx';
import { SafePart } from './SafePart.tsx';
import { startPage } from './start-page.ts';
import { Toasts } from './Toasts.tsx';
import { useTheme } from './use-theme.ts';

/** The whole page. */
export function App() {
  useTheme();
  useEffect(() => startPage(), []);
  return (
    <SafePart name="the page">
      <Layout />
      <SafePart name="the dialog">
        <Dialogs />
      </SafePart>
      <FileDropTarget />
      <PrintLater />
      <Toasts />
      <Announcements />
    </SafePart>
  );
}
