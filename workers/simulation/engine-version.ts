/** Changed whenever results may change for the same design and seed. */
export const ENGINE_VERSION = '1.0.0';
