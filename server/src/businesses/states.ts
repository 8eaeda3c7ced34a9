/** The 36 states of Nigeria and its Federal Capital Territory. Their ids are constants: programs may keep them. */

export interface State {
  readonly id: string;
  readonly name: string;
}

export const STATES: readonly State[] = [
  'Abia',
  'Adamawa',
  'Akwa Ibom',
  'Anambra',
  'Bauchi',
  'Bayelsa',
  'Benue',
  'Borno',
  'Cross River',
  'Delta',
  'Ebonyi',
  'Edo',
  'Ekiti',
  'Enugu',
  'Federal Capital Territory',
  'Gombe',
  'Imo',
  'Jigawa',
  'Kaduna',
  'Kano',
  'Katsina',
  'Kebbi',
  'Kogi',
  'Kwara',
  'Lagos',
  'Nasarawa',
  'Niger',
  'Ogun',
  'Ondo',
  'Osun',
  'Oyo',
  'Plateau',
  'Rivers',
  'Sokoto',
  'Taraba',
  'Yobe',
  'Zamfara',
].map((name) => ({ id: `state_${name.toLowerCase().replaceAll(' ', '_')}`, name }));

/** The state of this id; of no id, or an unknown one, a state without a name. */
export function stateOf(id: string | null): State {
  return STATES.find((state) => state.id === id) ?? { id: '', name: '' };
}
