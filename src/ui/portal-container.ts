import { createContext, useContext } from 'react';

/** Where floating things are put: inside an open dialog, which covers the rest of the page, else the body. */
const PortalContainer = createContext<HTMLElement | null>(null);

export const PortalContainerProvider = PortalContainer.Provider;

export function usePortalContainer(): HTMLElement | undefined {
  return useContext(PortalContainer) ?? undefined;
}
