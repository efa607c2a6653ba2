/** A level difference as a factor: −6.02 dB → 0.5. */
export const gainOf = (db: number): number => 10 ** (db / 20);
