import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Without vitest's globals the library cannot register this itself, and one test's page would leak into the next.
afterEach(cleanup);
