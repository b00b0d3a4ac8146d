import * as fc from 'fast-check';

/**
 * One seed for every property test, so that a red run is red again. Set ROUNDTRIP_PROPERTY_SEED to look elsewhere; a
 * failing seed that was found so becomes a named test.
 */
fc.configureGlobal({ seed: Number(process.env['ROUNDTRIP_PROPERTY_SEED'] ?? 20_261_123) });
