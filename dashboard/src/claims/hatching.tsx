/** The pattern of contested spans, referred to as `#hatched`. */
export function Hatching() {
  return (
    <defs>
      <pattern id="hatched" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className="hatch-ground" width="8" height="8" />
        <line className="hatch-line" x1="0" x2="0" y1="0" y2="8" />
      </pattern>
    </defs>
  );
}
