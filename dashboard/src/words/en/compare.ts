/** Words of comparing two dates. */
export const compare = {
  compareTitle: 'Two dates side by side',
  from: 'From',
  to: 'To',
  knowledgeChanges: 'What we came to know',
  knowledgeHelp: 'The same day, seen with earlier and with later knowledge.',
  worldChanges: 'What happened in the world',
  worldHelp: 'The same knowledge, on the earlier and on the later day.',
  noChanges: 'Nothing differs.',
  because: 'Because of',
  change: 'Change',
  classes: {
    expired: 'ended as foreseen',
    'planned-took-effect': 'planned, took effect',
    happened: 'happened',
    corrected: 'corrected',
    retracted: 'retracted',
    backdated: 'recorded later',
    announced: 'announced',
  },
};
