/** Media type under which the palette hands a component kind to the canvas while it is dragged. */
export const KIND_MIME = 'application/x-roundtrip-kind';
