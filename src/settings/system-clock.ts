import type { Clock } from '../domain/today.js';

/** The clock of the machine. Only what puts a process together reads it; everything else is given a Clock. */
export const systemClock: Clock = () => new Date();
