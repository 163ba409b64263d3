/** The element id of the field that a JSON pointer names, such as `field-sources-0-title`. */
export const fieldId = (pointer: string): string => `field${pointer.replaceAll('/', '-')}`;

/** Brings the field that a pointer names, or the nearest one around it, into view and into focus. */
export function goToField(pointer: string): void {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = document.getElementById(fieldId(at));
    if (!field) continue;
    field.scrollIntoView({ block: 'center' });
    field.focus();
    return;
  }
}
