/** A linear scale from day numbers to pixels. */
export interface Linear {
  (day: number): number;
  /** The day number at a pixel. */
  invert: (pixel: number) => number;
  days: readonly [first: number, last: number];
  pixels: readonly [left: number, right: number];
}

export function linear(days: Linear['days'], pixels: Linear['pixels']): Linear {
  const [first, last] = days;
  const [left, right] = pixels;
  const pixelsADay = (right - left) / (last - first || 1);
  return Object.assign((day: number) => left + (day - first) * pixelsADay, {
    invert: (pixel: number) => first + (pixel - left) / pixelsADay,
    ...{ days, pixels },
  });
}
