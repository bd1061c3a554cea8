CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE person (
	id BIGINT NOT NULL,
	name VARCHAR NOT NULL,
	username VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	reachable BOOLEAN NOT NULL,
	seen_at BIGINT NOT NULL, notify TEXT,
	CONSTRAINT pk_person PRIMARY KEY (id)
);
CREATE TABLE request (
	id INTEGER NOT NULL,
	requester_id BIGINT NOT NULL,
	chat_id BIGINT NOT NULL,
	topic_id BIGINT,
	state VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	offer_id VARCHAR NOT NULL,
	offer TEXT NOT NULL,
	spec_id VARCHAR,
	quantity INTEGER,
	address_id VARCHAR,
	address_label VARCHAR NOT NULL,
	wanted VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	obstacle TEXT,
	snapshot TEXT,
	snapshot_hash VARCHAR,
	previous TEXT,
	opened_by VARCHAR,
	valid_until BIGINT,
	closed_words VARCHAR NOT NULL,
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL, team_id INTEGER CONSTRAINT fk_request_team_id_team REFERENCES team (id), policy_version INTEGER, why TEXT DEFAULT '' NOT NULL, needs TEXT, approved TEXT, passed TEXT, rate VARCHAR, currency VARCHAR DEFAULT '' NOT NULL, pending_at BIGINT, next_at BIGINT, reminded_at BIGINT, escalated_at BIGINT, several TEXT, asked INTEGER DEFAULT '0' NOT NULL, parts INTEGER DEFAULT '0' NOT NULL, line_at INTEGER, part_of INTEGER CONSTRAINT fk_request_part_of_request REFERENCES request (id), part INTEGER CONSTRAINT ck_request_part_whole CHECK ((part_of IS NULL) = (part IS NULL)), own TEXT, closed_reason VARCHAR DEFAULT '' NOT NULL CONSTRAINT ck_request_closed_reason_known CHECK (closed_reason IN ('', 'by-requester', 'unconfirmed', 'undecided', 'declined', 'consent-over', 'taken-back', 'team-closed', 'refused', 'given-up', 'orders-ended', 'to-list')),
	CONSTRAINT pk_request PRIMARY KEY (id),
	CONSTRAINT ck_request_state_known CHECK (state IN ('draft', 'pending', 'approved', 'closed', 'rejected', 'cancelled', 'expired')),
	CONSTRAINT ck_request_snapshot_kept CHECK (state NOT IN ('pending', 'approved') OR snapshot_hash IS NOT NULL),
	CONSTRAINT ck_request_quantity_positive CHECK (quantity IS NULL OR quantity > 0),
	CONSTRAINT fk_request_requester_id_person FOREIGN KEY(requester_id) REFERENCES person (id),
	CONSTRAINT uq_request_id_requester_id UNIQUE (id, requester_id),
	CONSTRAINT uq_request_opened_by UNIQUE (opened_by)
);
CREATE TABLE attempt (
	id INTEGER NOT NULL,
	request_id INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	epoch INTEGER NOT NULL,
	gateway VARCHAR NOT NULL,
	out_order_id VARCHAR NOT NULL,
	body TEXT,
	body_sha256 VARCHAR,
	owner VARCHAR NOT NULL,
	lease_until BIGINT,
	due_at BIGINT,
	submitted_at BIGINT,
	answer TEXT DEFAULT '' NOT NULL,
	reason VARCHAR NOT NULL,
	failed TEXT,
	resends INTEGER NOT NULL,
	looks INTEGER NOT NULL,
	empty_looks INTEGER NOT NULL,
	unfiltered_looks INTEGER NOT NULL,
	next_look_at BIGINT,
	doubted_at BIGINT,
	created_at BIGINT NOT NULL,
	ended_at BIGINT, alike TEXT, by_hand BIGINT CONSTRAINT fk_attempt_by_hand_person REFERENCES person (id), hand_at BIGINT CONSTRAINT ck_attempt_by_hand_alone CHECK ((by_hand IS NULL) = (hand_at IS NULL) AND (by_hand IS NULL OR due_at IS NULL)),
	CONSTRAINT pk_attempt PRIMARY KEY (id),
	CONSTRAINT ck_attempt_state_known CHECK (state IN ('ready', 'submitting', 'placed', 'refused', 'in_doubt', 'conflict', 'needs_person', 'abandoned', 'withdrawn')),
	CONSTRAINT ck_attempt_written_before_sent CHECK (state IN ('ready', 'withdrawn') OR (body IS NOT NULL AND body_sha256 IS NOT NULL AND submitted_at IS NOT NULL)),
	CONSTRAINT fk_attempt_request_id_request FOREIGN KEY(request_id) REFERENCES request (id),
	CONSTRAINT uq_attempt_out_order_id UNIQUE (out_order_id)
);
CREATE TABLE verdict (
	id INTEGER NOT NULL,
	attempt_id INTEGER NOT NULL,
	epoch INTEGER NOT NULL,
	verdict VARCHAR NOT NULL,
	person_id BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_verdict PRIMARY KEY (id),
	CONSTRAINT ck_verdict_verdict_known CHECK (verdict IN ('resend', 'abandon')),
	CONSTRAINT fk_verdict_attempt_id_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id),
	CONSTRAINT uq_verdict_attempt_id_epoch_verdict_person_id UNIQUE (attempt_id, epoch, verdict, person_id)
);
CREATE TABLE chat (
	id BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	hears_all BOOLEAN,
	told_privacy_at BIGINT,
	migrated_to BIGINT,
	CONSTRAINT pk_chat PRIMARY KEY (id)
);
CREATE TABLE dialog (
	chat_id BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	request_id INTEGER,
	facts TEXT,
	expires_at BIGINT NOT NULL,
	CONSTRAINT pk_dialog PRIMARY KEY (chat_id, person_id)
);
CREATE TABLE event (
	id INTEGER NOT NULL,
	at BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	actor_id BIGINT,
	request_id INTEGER,
	attempt_id INTEGER,
	order_id VARCHAR,
	facts TEXT NOT NULL,
	bot_id BIGINT,
	update_id BIGINT,
	previous VARCHAR NOT NULL,
	hash VARCHAR NOT NULL, anchor VARCHAR,
	CONSTRAINT pk_event PRIMARY KEY (id),
	CONSTRAINT uq_event_hash UNIQUE (hash),
	CONSTRAINT uq_event_previous UNIQUE (previous)
);
CREATE TABLE fact (
	name VARCHAR NOT NULL,
	value TEXT NOT NULL,
	updated_at BIGINT NOT NULL,
	CONSTRAINT pk_fact PRIMARY KEY (name)
);
CREATE TABLE inbox (
	bot_id BIGINT NOT NULL,
	update_id BIGINT NOT NULL,
	lane VARCHAR NOT NULL,
	raw TEXT NOT NULL,
	state VARCHAR NOT NULL,
	attempts INTEGER NOT NULL,
	error VARCHAR NOT NULL,
	received_at BIGINT NOT NULL,
	finished_at BIGINT, owner VARCHAR DEFAULT '' NOT NULL, epoch INTEGER DEFAULT '0' NOT NULL, claimed_until BIGINT,
	CONSTRAINT pk_inbox PRIMARY KEY (bot_id, update_id),
	CONSTRAINT ck_inbox_state_known CHECK (state IN ('new', 'done', 'dead'))
);
CREATE TABLE outbox (
	id INTEGER NOT NULL,
	dedupe VARCHAR NOT NULL,
	chat_id BIGINT NOT NULL,
	topic_id BIGINT,
	request_id INTEGER,
	kind VARCHAR NOT NULL,
	payload TEXT NOT NULL,
	state VARCHAR NOT NULL,
	attempts INTEGER NOT NULL,
	next_at BIGINT NOT NULL,
	claimed_until BIGINT,
	message_id BIGINT,
	error VARCHAR NOT NULL,
	created_at BIGINT NOT NULL,
	sent_at BIGINT, owner VARCHAR DEFAULT '' NOT NULL, epoch INTEGER DEFAULT '0' NOT NULL, buttons_live BOOLEAN DEFAULT 0 NOT NULL, waits_until BIGINT, emptied_at BIGINT,
	CONSTRAINT pk_outbox PRIMARY KEY (id),
	CONSTRAINT ck_outbox_state_known CHECK (state IN ('due', 'sending', 'sent', 'dead')),
	CONSTRAINT uq_outbox_dedupe UNIQUE (dedupe)
);
CREATE TABLE token (
	id INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	access_token VARCHAR NOT NULL,
	access_expires_at BIGINT,
	refresh_token VARCHAR NOT NULL,
	refresh_expires_at BIGINT,
	first_seen_at BIGINT NOT NULL,
	CONSTRAINT pk_token PRIMARY KEY (id)
);
CREATE TABLE card (
	request_id INTEGER NOT NULL,
	chat_id BIGINT NOT NULL,
	message_id BIGINT NOT NULL,
	has_photo BOOLEAN NOT NULL,
	shown VARCHAR NOT NULL,
	CONSTRAINT pk_card PRIMARY KEY (request_id, chat_id),
	CONSTRAINT fk_card_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
);
CREATE TABLE team (
	id INTEGER NOT NULL,
	chat_id BIGINT NOT NULL,
	title VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	time_zone VARCHAR NOT NULL,
	currency VARCHAR NOT NULL,
	rate VARCHAR,
	rate_date VARCHAR,
	policy_version INTEGER NOT NULL,
	active BOOLEAN NOT NULL,
	created_at BIGINT NOT NULL, notify TEXT, mark VARCHAR DEFAULT '' NOT NULL, counts_since BIGINT,
	CONSTRAINT pk_team PRIMARY KEY (id),
	CONSTRAINT uq_team_chat_id UNIQUE (chat_id)
);
CREATE TABLE member (
	team_id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	roles VARCHAR NOT NULL,
	limit_fen BIGINT,
	active BOOLEAN NOT NULL,
	version INTEGER NOT NULL,
	since BIGINT NOT NULL, left_at BIGINT, left_update BIGINT,
	CONSTRAINT pk_member PRIMARY KEY (team_id, person_id),
	CONSTRAINT ck_member_limit_not_negative CHECK (limit_fen IS NULL OR limit_fen >= 0),
	CONSTRAINT fk_member_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
	CONSTRAINT fk_member_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE policy (
	team_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	rules TEXT NOT NULL,
	made_by BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_policy PRIMARY KEY (team_id, version),
	CONSTRAINT fk_policy_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE away (
	id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	delegate_id BIGINT,
	from_day VARCHAR NOT NULL,
	until_day VARCHAR NOT NULL,
	created_at BIGINT NOT NULL,
	ended_at BIGINT,
	CONSTRAINT pk_away PRIMARY KEY (id),
	CONSTRAINT ck_away_not_to_oneself CHECK (delegate_id IS NULL OR delegate_id <> person_id),
	CONSTRAINT ck_away_days_forward CHECK (from_day <= until_day),
	CONSTRAINT fk_away_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
	CONSTRAINT fk_away_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_away_delegate_id_person FOREIGN KEY(delegate_id) REFERENCES person (id)
);
CREATE TABLE question (
	id INTEGER NOT NULL,
	request_id INTEGER NOT NULL,
	asker_id BIGINT NOT NULL,
	text TEXT NOT NULL,
	answer TEXT DEFAULT '' NOT NULL,
	asked_at BIGINT NOT NULL,
	answered_at BIGINT, snapshot_hash VARCHAR DEFAULT '' NOT NULL, let_go_at BIGINT,
	CONSTRAINT pk_question PRIMARY KEY (id),
	CONSTRAINT fk_question_request_id_request FOREIGN KEY(request_id) REFERENCES request (id),
	CONSTRAINT fk_question_asker_id_person FOREIGN KEY(asker_id) REFERENCES person (id)
);
CREATE TABLE proposal (
	id INTEGER NOT NULL,
	team_id INTEGER,
	kind VARCHAR NOT NULL,
	change TEXT NOT NULL,
	base INTEGER NOT NULL,
	made_by BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	outcome VARCHAR NOT NULL,
	done_by BIGINT,
	done_at BIGINT,
	CONSTRAINT pk_proposal PRIMARY KEY (id),
	CONSTRAINT ck_proposal_outcome_known CHECK (outcome IN ('', 'done', 'dropped')),
	CONSTRAINT fk_proposal_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE turn (
	name VARCHAR NOT NULL,
	owner VARCHAR NOT NULL,
	epoch INTEGER NOT NULL,
	until BIGINT NOT NULL,
	CONSTRAINT pk_turn PRIMARY KEY (name)
);
CREATE TABLE push (
	message_id VARCHAR NOT NULL,
	topic VARCHAR NOT NULL,
	received_at BIGINT NOT NULL,
	CONSTRAINT pk_push PRIMARY KEY (message_id)
);
CREATE TABLE "decision" (
	id INTEGER NOT NULL,
	request_id INTEGER NOT NULL,
	requester_id BIGINT NOT NULL,
	approver_id BIGINT NOT NULL,
	verdict VARCHAR NOT NULL,
	snapshot_hash VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	created_at BIGINT NOT NULL,
	taken_back_at BIGINT,
	CONSTRAINT pk_decision PRIMARY KEY (id),
	CONSTRAINT ck_decision_verdict_known CHECK (verdict IN ('approve', 'decline')),
	CONSTRAINT ck_decision_not_ones_own CHECK (approver_id <> requester_id),
	CONSTRAINT fk_decision_approver_id_person FOREIGN KEY(approver_id) REFERENCES person (id),
	CONSTRAINT fk_decision_request_id_requester_id_request FOREIGN KEY(request_id, requester_id) REFERENCES request (id, requester_id)
);
CREATE TABLE market_call (
	day VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	calls INTEGER NOT NULL,
	CONSTRAINT pk_market_call PRIMARY KEY (day, kind)
);
CREATE TABLE order_line (
	request_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	offer_id VARCHAR NOT NULL,
	spec_id VARCHAR NOT NULL,
	quantity INTEGER NOT NULL,
	CONSTRAINT pk_order_line PRIMARY KEY (request_id, place),
	CONSTRAINT ck_order_line_place_known CHECK (place > 0),
	CONSTRAINT ck_order_line_quantity_positive CHECK (quantity > 0),
	CONSTRAINT fk_order_line_request_id_request FOREIGN KEY(request_id) REFERENCES request (id),
	CONSTRAINT uq_order_line_request_id_offer_id_spec_id UNIQUE (request_id, offer_id, spec_id)
);
CREATE TABLE asked_offer (
	request_id INTEGER NOT NULL,
	offer_id VARCHAR NOT NULL,
	offer TEXT NOT NULL,
	CONSTRAINT pk_asked_offer PRIMARY KEY (request_id, offer_id),
	CONSTRAINT fk_asked_offer_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
);
CREATE TABLE asked_line (
	request_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	offer_id VARCHAR NOT NULL,
	spec_id VARCHAR,
	quantity INTEGER,
	several TEXT,
	wanted VARCHAR NOT NULL,
	obstacle TEXT,
	note VARCHAR NOT NULL,
	tag VARCHAR NOT NULL,
	added_by BIGINT NOT NULL,
	added_at BIGINT NOT NULL, own TEXT,
	CONSTRAINT pk_asked_line PRIMARY KEY (request_id, place),
	CONSTRAINT ck_asked_line_place_known CHECK (place > 0),
	CONSTRAINT ck_asked_line_quantity_positive CHECK (quantity IS NULL OR quantity > 0),
	CONSTRAINT fk_asked_line_request_id_asked_offer FOREIGN KEY(request_id, offer_id) REFERENCES asked_offer (request_id, offer_id),
	CONSTRAINT fk_asked_line_added_by_person FOREIGN KEY(added_by) REFERENCES person (id)
);
CREATE TABLE own_sku (
	id INTEGER NOT NULL,
	team_id INTEGER,
	code VARCHAR NOT NULL,
	plain VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	ratio INTEGER NOT NULL,
	offer_id VARCHAR NOT NULL,
	spec_id VARCHAR NOT NULL,
	variant VARCHAR NOT NULL,
	reserve_offer_id VARCHAR NOT NULL,
	reserve_spec_id VARCHAR NOT NULL,
	reserve_variant VARCHAR NOT NULL,
	changed_by BIGINT NOT NULL,
	changed_at BIGINT NOT NULL,
	CONSTRAINT pk_own_sku PRIMARY KEY (id),
	CONSTRAINT ck_own_sku_ratio_positive CHECK (ratio > 0),
	CONSTRAINT ck_own_sku_plain_known CHECK (plain <> ''),
	CONSTRAINT ck_own_sku_offer_known CHECK (offer_id <> ''),
	CONSTRAINT fk_own_sku_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
	CONSTRAINT fk_own_sku_changed_by_person FOREIGN KEY(changed_by) REFERENCES person (id)
);
CREATE TABLE list_line (
	id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	request_id INTEGER,
	offer_id VARCHAR NOT NULL,
	offer TEXT NOT NULL,
	spec_id VARCHAR,
	quantity INTEGER,
	several TEXT,
	wanted VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	tag VARCHAR NOT NULL,
	own TEXT,
	added_by BIGINT NOT NULL,
	added_at BIGINT NOT NULL,
	changed_at BIGINT NOT NULL,
	CONSTRAINT pk_list_line PRIMARY KEY (id),
	CONSTRAINT ck_list_line_quantity_positive CHECK (quantity IS NULL OR quantity > 0),
	CONSTRAINT ck_list_line_chosen CHECK (quantity IS NOT NULL OR several IS NOT NULL),
	CONSTRAINT fk_list_line_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
	CONSTRAINT fk_list_line_request_id_request FOREIGN KEY(request_id) REFERENCES request (id),
	CONSTRAINT fk_list_line_added_by_person FOREIGN KEY(added_by) REFERENCES person (id)
);
CREATE TABLE journal_personal (
	event_id INTEGER NOT NULL,
	field VARCHAR NOT NULL,
	person_id BIGINT NOT NULL,
	value TEXT NOT NULL,
	salt VARCHAR NOT NULL,
	CONSTRAINT pk_journal_personal PRIMARY KEY (event_id, field),
	CONSTRAINT fk_journal_personal_event_id_event FOREIGN KEY(event_id) REFERENCES event (id)
);
CREATE TABLE journal_before (
	event_id INTEGER NOT NULL,
	hash VARCHAR NOT NULL,
	CONSTRAINT pk_journal_before PRIMARY KEY (event_id),
	CONSTRAINT fk_journal_before_event_id_event FOREIGN KEY(event_id) REFERENCES event (id)
);
CREATE TABLE erasure (
	person_id BIGINT NOT NULL,
	asked_at BIGINT NOT NULL,
	"by" VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	next_at BIGINT,
	ended_at BIGINT,
	CONSTRAINT pk_erasure PRIMARY KEY (person_id, asked_at),
	CONSTRAINT ck_erasure_by_known CHECK (by IN ('self', 'terminal', 'restored')),
	CONSTRAINT ck_erasure_state_known CHECK (state IN ('wanted', 'begun', 'rest', 'done', 'refused'))
);
CREATE TABLE "remote_order" (
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	attempt_id INTEGER NOT NULL,
	request_id INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	refund VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	word VARCHAR NOT NULL,
	total_fen BIGINT NOT NULL,
	freight_fen BIGINT NOT NULL,
	refunded_fen BIGINT NOT NULL,
	seller VARCHAR NOT NULL,
	seller_login VARCHAR NOT NULL,
	close_reason VARCHAR NOT NULL,
	pay TEXT,
	pay_by BIGINT,
	warned VARCHAR NOT NULL,
	placed_at BIGINT NOT NULL,
	modified_at BIGINT,
	paid_at BIGINT,
	looked_at BIGINT,
	next_look_at BIGINT,
	look_step INTEGER NOT NULL, checked VARCHAR DEFAULT 'checking' NOT NULL CONSTRAINT ck_remote_order_checked_known CHECK (checked IN ('checking', 'agreed', 'differs')), echoed BOOLEAN, pieces INTEGER, detail_fen BIGINT, listed_fen BIGINT, confirmed_at BIGINT, account VARCHAR DEFAULT '' NOT NULL, counted_at BIGINT, errand_at BIGINT,
	CONSTRAINT pk_remote_order PRIMARY KEY (market, order_id),
	CONSTRAINT ck_remote_order_refund_known CHECK (refund IN ('none', 'asked', 'done', 'closed')),
	CONSTRAINT ck_remote_order_state_known CHECK (state IN ('to_pay', 'paid', 'part_shipped', 'shipped', 'received', 'finished', 'cancelled')),
	CONSTRAINT ck_remote_order_freight_fen_not_negative CHECK (freight_fen >= 0),
	CONSTRAINT ck_remote_order_refunded_fen_not_negative CHECK (refunded_fen >= 0),
	CONSTRAINT ck_remote_order_total_fen_not_negative CHECK (total_fen >= 0),
	CONSTRAINT fk_remote_order_attempt_id_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id),
	CONSTRAINT fk_remote_order_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
);
CREATE TABLE "parcel" (
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	logistics_id VARCHAR NOT NULL,
	bill_no VARCHAR NOT NULL,
	company VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	signed BOOLEAN NOT NULL,
	steps INTEGER NOT NULL,
	last_step_at BIGINT,
	last_remark TEXT DEFAULT '' NOT NULL,
	next_look_at BIGINT, sent_at BIGINT, traced_at BIGINT, lines TEXT, pieces INTEGER, near BOOLEAN DEFAULT 0 NOT NULL, signed_at BIGINT, counted_at BIGINT,
	CONSTRAINT pk_parcel PRIMARY KEY (market, order_id, logistics_id),
	CONSTRAINT fk_parcel_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id)
);
CREATE TABLE "refund" (
	market VARCHAR DEFAULT '1688' NOT NULL,
	refund_id VARCHAR NOT NULL,
	order_id VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	word VARCHAR NOT NULL,
	amount_fen BIGINT NOT NULL,
	paid_fen BIGINT NOT NULL, carriage_fen BIGINT DEFAULT '0' NOT NULL, entries TEXT, pieces TEXT, back BOOLEAN DEFAULT 0 NOT NULL, reason_id BIGINT DEFAULT '0' NOT NULL, reason TEXT DEFAULT '' NOT NULL, rejection TEXT DEFAULT '' NOT NULL, ends_how TEXT DEFAULT '' NOT NULL, address TEXT DEFAULT '' NOT NULL, carrier TEXT DEFAULT '' NOT NULL, bill_no TEXT DEFAULT '' NOT NULL, asked_at BIGINT, ends_at BIGINT,
	CONSTRAINT pk_refund PRIMARY KEY (market, refund_id),
	CONSTRAINT ck_refund_state_known CHECK (state IN ('none', 'asked', 'done', 'closed')),
	CONSTRAINT ck_refund_amount_fen_not_negative CHECK (amount_fen >= 0),
	CONSTRAINT ck_refund_paid_fen_not_negative CHECK (paid_fen >= 0),
	CONSTRAINT fk_refund_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id)
);
CREATE TABLE "ghost" (
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	attempt_id INTEGER,
	out_order_id VARCHAR NOT NULL,
	found_at BIGINT NOT NULL,
	closed_by BIGINT, outside BOOLEAN DEFAULT 0 NOT NULL, report TEXT, given_to INTEGER,
	CONSTRAINT pk_ghost PRIMARY KEY (market, order_id)
);
CREATE TABLE order_entry (
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	entry_id VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	offer_id VARCHAR NOT NULL,
	spec_id VARCHAR NOT NULL,
	quantity INTEGER NOT NULL,
	amount_fen BIGINT,
	share_fen BIGINT,
	refunded_fen BIGINT NOT NULL,
	state VARCHAR NOT NULL,
	title TEXT NOT NULL,
	CONSTRAINT pk_order_entry PRIMARY KEY (market, order_id, entry_id),
	CONSTRAINT ck_order_entry_state_known CHECK (state IN ('open', 'cancelled', 'refunded')),
	CONSTRAINT ck_order_entry_amount_fen_not_negative CHECK (amount_fen >= 0),
	CONSTRAINT ck_order_entry_share_fen_not_negative CHECK (share_fen >= 0),
	CONSTRAINT ck_order_entry_refunded_fen_not_negative CHECK (refunded_fen >= 0),
	CONSTRAINT ck_order_entry_quantity_positive CHECK (quantity > 0),
	CONSTRAINT fk_order_entry_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id)
);
CREATE TABLE pay_run (
	id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	state VARCHAR NOT NULL,
	message_id BIGINT,
	made_at BIGINT NOT NULL,
	asked_at BIGINT,
	ended_at BIGINT,
	links TEXT,
	CONSTRAINT pk_pay_run PRIMARY KEY (id),
	CONSTRAINT ck_pay_run_state_known CHECK (state IN ('choosing', 'asked', 'ended')),
	CONSTRAINT fk_pay_run_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE pay_run_order (
	run_id INTEGER NOT NULL,
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	link INTEGER NOT NULL,
	total_fen BIGINT NOT NULL,
	left_out VARCHAR NOT NULL,
	CONSTRAINT pk_pay_run_order PRIMARY KEY (run_id, market, order_id),
	CONSTRAINT ck_pay_run_order_total_fen_not_negative CHECK (total_fen >= 0),
	CONSTRAINT fk_pay_run_order_run_id_pay_run FOREIGN KEY(run_id) REFERENCES pay_run (id),
	CONSTRAINT fk_pay_run_order_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id)
);
CREATE TABLE "invitation" (
	code_sha256 VARCHAR NOT NULL,
	team_id INTEGER NOT NULL,
	role VARCHAR NOT NULL,
	made_by BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	used_by BIGINT,
	used_at BIGINT,
	CONSTRAINT pk_invitation PRIMARY KEY (code_sha256),
	CONSTRAINT ck_invitation_role_known CHECK (role IN ('requester', 'approver', 'buyer', 'admin', 'receiver')),
	CONSTRAINT fk_invitation_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
	CONSTRAINT fk_invitation_used_by_person FOREIGN KEY(used_by) REFERENCES person (id)
);
CREATE TABLE arrival (
	id INTEGER NOT NULL,
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	entry_id VARCHAR NOT NULL,
	logistics_id VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	pieces INTEGER NOT NULL,
	reason VARCHAR NOT NULL,
	person_id BIGINT,
	act VARCHAR NOT NULL,
	place INTEGER NOT NULL,
	reverses INTEGER,
	at BIGINT NOT NULL,
	CONSTRAINT pk_arrival PRIMARY KEY (id),
	CONSTRAINT ck_arrival_kind_known CHECK (kind IN ('good', 'damaged', 'wrong', 'closed', 'reopened', 'cancelled', 'returned_good', 'returned_damaged')),
	CONSTRAINT ck_arrival_pieces_positive CHECK (pieces > 0),
	CONSTRAINT fk_arrival_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id),
	CONSTRAINT fk_arrival_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_arrival_market_order_id_act_place UNIQUE (market, order_id, act, place),
	CONSTRAINT uq_arrival_reverses UNIQUE (reverses)
);
CREATE TABLE arrival_photo (
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	unique_id VARCHAR NOT NULL,
	file_id VARCHAR NOT NULL,
	person_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_arrival_photo PRIMARY KEY (market, order_id, unique_id),
	CONSTRAINT fk_arrival_photo_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id),
	CONSTRAINT fk_arrival_photo_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE count_draft (
	person_id BIGINT NOT NULL,
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	logistics_id VARCHAR NOT NULL,
	lines TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_count_draft PRIMARY KEY (person_id, market, order_id, logistics_id),
	CONSTRAINT fk_count_draft_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id),
	CONSTRAINT fk_count_draft_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE waybill (
	bill_no VARCHAR NOT NULL,
	person_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	told_at BIGINT,
	CONSTRAINT pk_waybill PRIMARY KEY (bill_no, person_id),
	CONSTRAINT fk_waybill_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE "alarm" (
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	parcel VARCHAR NOT NULL,
	since BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	CONSTRAINT pk_alarm PRIMARY KEY (market, order_id, kind, parcel),
	CONSTRAINT ck_alarm_kind_known CHECK (kind IN ('not_shipped', 'late', 'no_scan', 'frozen', 'not_counted', 'short', 'refund_waits')),
	CONSTRAINT fk_alarm_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id)
);
CREATE TABLE errand (
	id INTEGER NOT NULL,
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	entries TEXT,
	accepts BOOLEAN NOT NULL,
	ask TEXT,
	refund_id VARCHAR NOT NULL,
	carrier VARCHAR NOT NULL,
	waybill VARCHAR NOT NULL,
	reason TEXT NOT NULL,
	agreed TEXT,
	looked_at BIGINT,
	seen_whole BOOLEAN NOT NULL,
	ended_at BIGINT,
	CONSTRAINT pk_errand PRIMARY KEY (id),
	CONSTRAINT ck_errand_kind_known CHECK (kind IN ('receipt', 'refund', 'return', 'withdraw', 'cancel')),
	CONSTRAINT ck_errand_state_known CHECK (state IN ('draft', 'waits', 'asked', 'unclear', 'done', 'refused', 'dropped')),
	CONSTRAINT fk_errand_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_errand_market_order_id_remote_order FOREIGN KEY(market, order_id) REFERENCES remote_order (market, order_id)
);
CREATE TABLE search (
	id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	chat_id BIGINT NOT NULL,
	search TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_search PRIMARY KEY (id),
	CONSTRAINT fk_search_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE comparison (
	id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	chat_id BIGINT NOT NULL,
	candidates TEXT NOT NULL,
	pieces INTEGER NOT NULL,
	address_id VARCHAR NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_comparison PRIMARY KEY (id),
	CONSTRAINT fk_comparison_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE wish (
	comparison_id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	offer_id VARCHAR NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_wish PRIMARY KEY (comparison_id, person_id),
	CONSTRAINT fk_wish_comparison_id_comparison FOREIGN KEY(comparison_id) REFERENCES comparison (id),
	CONSTRAINT fk_wish_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE offer_words (
	offer_id VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	words TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_offer_words PRIMARY KEY (offer_id, language)
);
CREATE TABLE seller_answer (
	id INTEGER NOT NULL,
	request_id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	text TEXT NOT NULL,
	snapshot_hash VARCHAR DEFAULT '' NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_seller_answer PRIMARY KEY (id),
	CONSTRAINT fk_seller_answer_request_id_request FOREIGN KEY(request_id) REFERENCES request (id),
	CONSTRAINT fk_seller_answer_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE other_cost (
	id INTEGER NOT NULL,
	team_id INTEGER,
	person_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	amount VARCHAR NOT NULL,
	currency VARCHAR NOT NULL,
	rate VARCHAR,
	total_fen BIGINT NOT NULL,
	words TEXT NOT NULL,
	basis VARCHAR NOT NULL,
	reverses INTEGER,
	file_id VARCHAR NOT NULL,
	CONSTRAINT pk_other_cost PRIMARY KEY (id),
	CONSTRAINT ck_other_cost_basis_known CHECK (basis IN ('value', 'pieces')),
	CONSTRAINT ck_other_cost_total_known CHECK (total_fen <> 0),
	CONSTRAINT fk_other_cost_team_id_team FOREIGN KEY(team_id) REFERENCES team (id),
	CONSTRAINT fk_other_cost_person_id_person FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT uq_other_cost_reverses UNIQUE (reverses)
);
CREATE TABLE other_cost_part (
	cost_id INTEGER NOT NULL,
	request_id INTEGER NOT NULL,
	share_fen BIGINT NOT NULL,
	CONSTRAINT pk_other_cost_part PRIMARY KEY (cost_id, request_id),
	CONSTRAINT fk_other_cost_part_cost_id_other_cost FOREIGN KEY(cost_id) REFERENCES other_cost (id),
	CONSTRAINT fk_other_cost_part_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
);
CREATE TABLE topic_tag (
	team_id INTEGER NOT NULL,
	topic_id BIGINT NOT NULL,
	tag VARCHAR NOT NULL,
	CONSTRAINT pk_topic_tag PRIMARY KEY (team_id, topic_id),
	CONSTRAINT fk_topic_tag_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE team_rate (
	team_id INTEGER NOT NULL,
	since BIGINT NOT NULL,
	currency VARCHAR NOT NULL,
	yuan VARCHAR NOT NULL,
	CONSTRAINT pk_team_rate PRIMARY KEY (team_id, since),
	CONSTRAINT fk_team_rate_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE to_index (
	id INTEGER NOT NULL,
	request_id INTEGER NOT NULL,
	CONSTRAINT pk_to_index PRIMARY KEY (id)
);
CREATE VIRTUAL TABLE order_words USING fts5(words, tokenize = "ascii tokenchars '_'", detail = none, columnsize = 0, prefix = 3);
CREATE INDEX ix_request_requester_id_id ON request (requester_id, id);
CREATE INDEX ix_request_state_valid_until ON request (state, valid_until);
CREATE INDEX ix_attempt_state_next_look_at ON attempt (state, next_look_at);
CREATE UNIQUE INDEX one_live ON attempt (request_id) WHERE state NOT IN ('refused', 'abandoned', 'withdrawn');
CREATE INDEX ix_event_request_id ON event (request_id);
CREATE INDEX ix_inbox_state_update_id ON inbox (state, update_id);
CREATE INDEX ix_outbox_chat_id_id ON outbox (chat_id, id);
CREATE INDEX ix_outbox_state_next_at ON outbox (state, next_at);
CREATE INDEX ix_member_person_id ON member (person_id);
CREATE INDEX ix_away_team_id_until_day ON away (team_id, until_day);
CREATE INDEX ix_question_request_id ON question (request_id);
CREATE INDEX ix_proposal_team_id_outcome ON proposal (team_id, outcome);
CREATE INDEX ix_request_team_id_id ON request (team_id, id);
CREATE INDEX ix_request_state_next_at ON request (state, next_at);
CREATE INDEX ix_push_received_at ON push (received_at);
CREATE INDEX going_on ON request (id, state, team_id, requester_id) WHERE state IN ('draft', 'pending', 'approved');
CREATE INDEX ix_request_offer_id_created_at ON request (offer_id, created_at);
CREATE INDEX ix_attempt_request_id ON attempt (request_id);
CREATE INDEX ix_attempt_created_at ON attempt (created_at);
CREATE INDEX ix_attempt_submitted_at ON attempt (submitted_at);
CREATE INDEX ix_attempt_doubted_at ON attempt (doubted_at);
CREATE INDEX ix_request_team_id_pending_at ON request (team_id, pending_at);
CREATE UNIQUE INDEX one_word ON decision (request_id, snapshot_hash, approver_id) WHERE taken_back_at IS NULL;
CREATE INDEX ix_outbox_buttons_live ON outbox (request_id) WHERE buttons_live;
CREATE INDEX on_their_way ON outbox (chat_id, id) WHERE state IN ('due', 'sending') AND waits_until IS NULL;
CREATE INDEX ix_outbox_waiting ON outbox (waits_until, chat_id) WHERE waits_until IS NOT NULL;
CREATE UNIQUE INDEX one_part ON request (part_of, part) WHERE part_of IS NOT NULL;
CREATE INDEX ix_asked_line_offer_id_added_at ON asked_line (offer_id, added_at);
CREATE UNIQUE INDEX one_code_in_a_team ON own_sku (team_id, plain) WHERE team_id IS NOT NULL;
CREATE UNIQUE INDEX one_code_without_a_team ON own_sku (plain) WHERE team_id IS NULL;
CREATE INDEX ix_list_line_team_id_id ON list_line (team_id, id);
CREATE INDEX ix_list_line_request_id ON list_line (request_id);
CREATE INDEX ix_list_line_changed_at ON list_line (changed_at);
CREATE INDEX ix_inbox_with_text ON inbox (state, finished_at) WHERE lane <> '' AND state <> 'new';
CREATE INDEX ix_outbox_with_text ON outbox (state, sent_at) WHERE emptied_at IS NULL;
CREATE INDEX ix_outbox_of_request ON outbox (request_id) WHERE emptied_at IS NULL;
CREATE INDEX never_asked ON request (updated_at) WHERE closed_reason IN ('by-requester', 'unconfirmed', 'to-list', 'team-closed') AND pending_at IS NULL AND approved IS NULL AND part_of IS NULL;
CREATE INDEX ix_decision_request_id ON decision (request_id);
CREATE INDEX event_milestones ON event (id) WHERE kind IN ('journal_anchored', 'journal_converted');
CREATE INDEX ix_journal_personal_person_id ON journal_personal (person_id);
CREATE INDEX ix_remote_order_next_look_at ON remote_order (next_look_at);
CREATE INDEX ix_remote_order_request_id ON remote_order (request_id);
CREATE INDEX ix_remote_order_state_pay_by ON remote_order (state, pay_by);
CREATE INDEX ix_remote_order_attempt_id ON remote_order (attempt_id);
CREATE INDEX ix_remote_order_paid_at ON remote_order (paid_at);
CREATE INDEX ix_remote_order_seller_state ON remote_order (seller, state);
CREATE INDEX ix_remote_order_state_request_id ON remote_order (state, request_id);
CREATE INDEX ix_remote_order_confirmed_at ON remote_order (confirmed_at);
CREATE INDEX newest_echo ON remote_order (placed_at, order_id) WHERE echoed IS NOT NULL;
CREATE INDEX to_read_back ON remote_order (state) WHERE checked = 'checking';
CREATE INDEX ix_parcel_next_look_at ON parcel (next_look_at);
CREATE INDEX ix_refund_market_order_id ON refund (market, order_id);
CREATE INDEX ix_pay_run_person_id_state ON pay_run (person_id, state);
CREATE UNIQUE INDEX one_choosing ON pay_run (person_id) WHERE state = 'choosing';
CREATE INDEX ix_pay_run_order_market_order_id ON pay_run_order (market, order_id);
CREATE INDEX ix_parcel_bill_no ON parcel (bill_no);
CREATE INDEX parcel_signed_for ON parcel (signed_at, order_id, logistics_id) WHERE counted_at IS NULL AND signed_at IS NOT NULL;
CREATE INDEX parcel_under_way ON parcel (near, sent_at, order_id, logistics_id) WHERE counted_at IS NULL AND NOT signed AND next_look_at IS NOT NULL;
CREATE INDEX ix_errand_market_order_id ON errand (market, order_id);
CREATE UNIQUE INDEX one_errand ON errand (market, order_id) WHERE state IN ('waits', 'asked', 'unclear');
CREATE UNIQUE INDEX one_draft ON errand (market, order_id, person_id) WHERE state = 'draft';
CREATE INDEX ix_search_at ON search (at);
CREATE INDEX ix_comparison_at ON comparison (at);
CREATE INDEX ix_seller_answer_request_id ON seller_answer (request_id);
CREATE INDEX ix_order_line_offer_id ON order_line (offer_id);
CREATE INDEX ix_other_cost_part_request_id ON other_cost_part (request_id);
CREATE INDEX placed_not_paid ON remote_order (placed_at, order_id) WHERE (paid_at IS NULL) IS TRUE;
CREATE INDEX tagged ON asked_line (added_at) WHERE tag <> '';
CREATE INDEX of_tag ON asked_line (tag, request_id) WHERE tag <> '';
CREATE TRIGGER request_state_moves BEFORE UPDATE OF state ON request WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('draft>pending', 'draft>cancelled', 'draft>expired', 'pending>draft', 'pending>approved', 'pending>rejected', 'pending>cancelled', 'pending>expired', 'approved>pending', 'approved>closed', 'approved>cancelled', 'approved>expired') BEGIN SELECT RAISE(ABORT, 'request.state may not move like this'); END;
CREATE TRIGGER attempt_state_moves BEFORE UPDATE OF state ON attempt WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('ready>submitting', 'ready>withdrawn', 'submitting>ready', 'submitting>placed', 'submitting>refused', 'submitting>in_doubt', 'submitting>conflict', 'in_doubt>placed', 'in_doubt>conflict', 'in_doubt>needs_person', 'needs_person>ready', 'needs_person>placed', 'needs_person>conflict', 'needs_person>abandoned', 'conflict>placed', 'placed>conflict') BEGIN SELECT RAISE(ABORT, 'attempt.state may not move like this'); END;
CREATE TRIGGER decision_of_others BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM asked_line JOIN request ON request.id = NEW.request_id WHERE asked_line.request_id IN (request.id, request.part_of) AND asked_line.added_by = NEW.approver_id) BEGIN SELECT RAISE(ABORT, 'nobody decides on what they added a line to'); END;
CREATE TRIGGER request_sums_new BEFORE INSERT ON request WHEN EXISTS (SELECT 1 FROM json_each('["goods", "freight", "discount", "total"]') AS named WHERE json_array_length(NEW.snapshot, '$.parts') > 0 AND json_extract(NEW.snapshot, '$.' || named.value) <> (SELECT sum(json_extract(part.value, '$.' || named.value)) FROM json_each(NEW.snapshot, '$.parts') AS part)) BEGIN SELECT RAISE(ABORT, 'a request costs what its parts cost'); END;
CREATE TRIGGER request_sums_changed BEFORE UPDATE OF snapshot ON request WHEN EXISTS (SELECT 1 FROM json_each('["goods", "freight", "discount", "total"]') AS named WHERE json_array_length(NEW.snapshot, '$.parts') > 0 AND json_extract(NEW.snapshot, '$.' || named.value) <> (SELECT sum(json_extract(part.value, '$.' || named.value)) FROM json_each(NEW.snapshot, '$.parts') AS part)) BEGIN SELECT RAISE(ABORT, 'a request costs what its parts cost'); END;
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event  BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER event_never_leaves BEFORE DELETE ON event  BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER event_never_replaced BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER journal_personal_never_changes BEFORE UPDATE ON journal_personal  BEGIN SELECT RAISE(ABORT, 'journal_personal is added to and deleted from, never changed'); END;
CREATE TRIGGER journal_personal_never_replaced BEFORE INSERT ON journal_personal WHEN EXISTS (SELECT 1 FROM journal_personal WHERE event_id = NEW.event_id AND field = NEW.field) BEGIN SELECT RAISE(ABORT, 'journal_personal is added to and deleted from, never changed'); END;
CREATE TRIGGER journal_before_never_changes BEFORE UPDATE ON journal_before  BEGIN SELECT RAISE(ABORT, 'journal_before is added to and deleted from, never changed'); END;
CREATE TRIGGER journal_before_never_replaced BEFORE INSERT ON journal_before WHEN EXISTS (SELECT 1 FROM journal_before WHERE event_id = NEW.event_id) BEGIN SELECT RAISE(ABORT, 'journal_before is added to and deleted from, never changed'); END;
CREATE TRIGGER remote_order_state_moves BEFORE UPDATE OF state ON remote_order WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('to_pay>paid', 'to_pay>part_shipped', 'to_pay>shipped', 'to_pay>received', 'to_pay>finished', 'to_pay>cancelled', 'paid>part_shipped', 'paid>shipped', 'paid>received', 'paid>finished', 'paid>cancelled', 'part_shipped>shipped', 'part_shipped>received', 'part_shipped>finished', 'part_shipped>cancelled', 'shipped>received', 'shipped>finished', 'shipped>cancelled', 'received>finished', 'received>cancelled') BEGIN SELECT RAISE(ABORT, 'remote_order.state may not move like this'); END;
CREATE TRIGGER remote_order_refund_moves BEFORE UPDATE OF refund ON remote_order WHEN OLD.refund <> NEW.refund AND (OLD.refund || '>' || NEW.refund) NOT IN ('none>asked', 'none>done', 'asked>done', 'asked>closed', 'closed>asked', 'closed>done', 'done>asked') BEGIN SELECT RAISE(ABORT, 'remote_order.refund may not move like this'); END;
CREATE TRIGGER arrival_never_changes BEFORE UPDATE ON arrival  BEGIN SELECT RAISE(ABORT, 'arrival is append only'); END;
CREATE TRIGGER arrival_never_leaves BEFORE DELETE ON arrival  BEGIN SELECT RAISE(ABORT, 'arrival is append only'); END;
CREATE TRIGGER arrival_never_replaced BEFORE INSERT ON arrival WHEN EXISTS (SELECT 1 FROM arrival WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'arrival is append only'); END;
CREATE TRIGGER errand_state_moves BEFORE UPDATE OF state ON errand WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('draft>waits', 'draft>asked', 'draft>dropped', 'waits>asked', 'waits>dropped', 'asked>unclear', 'asked>done', 'asked>refused', 'asked>dropped', 'unclear>done', 'unclear>refused', 'unclear>dropped') BEGIN SELECT RAISE(ABORT, 'errand.state may not move like this'); END;
CREATE TRIGGER request_words_insert AFTER INSERT ON request WHEN NEW.state <> 'draft' BEGIN INSERT INTO to_index (request_id) SELECT NEW.id; END;
CREATE TRIGGER request_words_update AFTER UPDATE OF state, note, why, snapshot_hash ON request WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.note IS DISTINCT FROM NEW.note OR OLD.why IS DISTINCT FROM NEW.why OR OLD.snapshot_hash IS DISTINCT FROM NEW.snapshot_hash) AND NEW.state <> 'draft' BEGIN INSERT INTO to_index (request_id) SELECT NEW.id; END;
CREATE TRIGGER request_gone_delete AFTER DELETE ON request  BEGIN INSERT INTO to_index (request_id) SELECT OLD.id; END;
CREATE TRIGGER asked_line_words_insert AFTER INSERT ON asked_line WHEN NEW.place = 1 BEGIN INSERT INTO to_index (request_id) SELECT id FROM request WHERE state <> 'draft' AND id = NEW.request_id; END;
CREATE TRIGGER asked_line_words_update AFTER UPDATE OF note, tag ON asked_line WHEN OLD.note IS DISTINCT FROM NEW.note OR OLD.tag IS DISTINCT FROM NEW.tag BEGIN INSERT INTO to_index (request_id) SELECT id FROM request WHERE state <> 'draft' AND id = NEW.request_id; END;
CREATE TRIGGER remote_order_words_insert AFTER INSERT ON remote_order  BEGIN INSERT INTO to_index (request_id) SELECT NEW.request_id WHERE NEW.request_id IS NOT NULL; END;
CREATE TRIGGER remote_order_words_update AFTER UPDATE OF request_id, seller, seller_login ON remote_order WHEN OLD.request_id IS DISTINCT FROM NEW.request_id OR OLD.seller IS DISTINCT FROM NEW.seller OR OLD.seller_login IS DISTINCT FROM NEW.seller_login BEGIN INSERT INTO to_index (request_id) SELECT NEW.request_id WHERE NEW.request_id IS NOT NULL; END;
CREATE TRIGGER parcel_words_insert AFTER INSERT ON parcel  BEGIN INSERT INTO to_index (request_id) SELECT request_id FROM remote_order WHERE market = NEW.market AND order_id = NEW.order_id AND request_id IS NOT NULL; END;
CREATE TRIGGER parcel_words_update AFTER UPDATE OF bill_no ON parcel WHEN OLD.bill_no IS DISTINCT FROM NEW.bill_no BEGIN INSERT INTO to_index (request_id) SELECT request_id FROM remote_order WHERE market = NEW.market AND order_id = NEW.order_id AND request_id IS NOT NULL; END;
CREATE TRIGGER offer_words_words_insert AFTER INSERT ON offer_words  BEGIN INSERT INTO to_index (request_id) SELECT id FROM request WHERE state <> 'draft' AND offer_id = NEW.offer_id UNION SELECT request_id FROM asked_line WHERE offer_id = NEW.offer_id; END;
CREATE TRIGGER offer_words_words_update AFTER UPDATE OF words ON offer_words WHEN OLD.words IS DISTINCT FROM NEW.words BEGIN INSERT INTO to_index (request_id) SELECT id FROM request WHERE state <> 'draft' AND offer_id = NEW.offer_id UNION SELECT request_id FROM asked_line WHERE offer_id = NEW.offer_id; END;
