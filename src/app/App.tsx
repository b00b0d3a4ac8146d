import './tokens.css';
import { useEffect } from 'react';
import { GalleryDialog } from '../features/gallery/GalleryDialog.tsx';
import { HelpDialog } from '../features/help/HelpDialog.tsx';
import { ShareDialog } from '../features/share/ShareDialog.tsx';
import { chooseFile, saveAsFile } from '../features/storage/design-file.ts';
import { FileDropTarget } from '../features/storage/FileDropTarget.tsx';
import { ProblemsDialog } from '../features/storage/ProblemsDialog.tsx';
import { Layout } from './Layout.tsx';
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
      <GalleryDialog onOpenFile={chooseFile} />
      <ShareDialog onSaveFile={saveAsFile} />
      <HelpDialog />
      <ProblemsDialog />
      <FileDropTarget />
      <Toasts />
    </SafePart>
  );
}
