import { Button } from '@mantine/core';

/** A shortcut for choosing what to compare with. */
export const Preset = ({ label, choose }: { label: string; choose: () => void }) => (
  <Button size="xs" variant="default" onClick={choose}>
    {label}
  </Button>
);

export const WEEK = 7;
export const MONTH = 30;
export const YEAR = 365;
