BEGIN TRANSACTION;
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
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0036');
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
CREATE TABLE asked_offer (
	request_id INTEGER NOT NULL,
	offer_id VARCHAR NOT NULL,
	offer TEXT NOT NULL,
	CONSTRAINT pk_asked_offer PRIMARY KEY (request_id, offer_id),
	CONSTRAINT fk_asked_offer_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
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
INSERT INTO "attempt" VALUES(1,1,'placed',2,1,'cross','CG95e6a65923d42cc82f2ac67d81f7bc8b','{"addressParam":"{\"addressId\":761204518}","cargoParamList":"[{\"offerId\":701136369475,\"quantity\":20,\"specId\":\"26e49e08415c25ced7f48b74b9753525\"}]","flow":"general","isvBizType":"cross","outOrderId":"CG95e6a65923d42cc82f2ac67d81f7bc8b","tradeType":"assureTrade"}','7c23cb99b0e94a91962f1eb16600b816f0e00542030d9a921ac25b9d59dbc600','10179-8f5de304',1796025813968470,NULL,1796025753968470,'{"result":{"success":true,"orderId":"3301687771406784563","totalSuccessAmount":38200,"postFee":1200},"success":true}','',NULL,0,0,0,0,NULL,NULL,1796025753768273,1796025753978089,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(2,2,'placed',2,1,'cross','CG52a42ca3284204412f839742f531bd81','{"addressParam":"{\"addressId\":761204518}","cargoParamList":"[{\"offerId\":701136369475,\"quantity\":20,\"specId\":\"26e49e08415c25ced7f48b74b9753525\"}]","flow":"general","isvBizType":"cross","outOrderId":"CG52a42ca3284204412f839742f531bd81","tradeType":"assureTrade"}','c34babea76ab6034ff25a97148e121adda663b69a6094275d074c12b568c4de6','10179-8f5de304',1796026462112262,NULL,1796026402112262,'{"result":{"success":true,"orderId":"3301688771409785347","totalSuccessAmount":38200,"postFee":1200},"success":true}','',NULL,0,0,0,0,NULL,NULL,1796026401914111,1796026402122460,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(3,3,'placed',2,1,'cross','CG73f25af5aac844e9bcb482fe3bb07e09','{"addressParam":"{\"addressId\":761204518}","cargoParamList":"[{\"offerId\":701136369475,\"quantity\":20,\"specId\":\"26e49e08415c25ced7f48b74b9753525\"}]","flow":"general","isvBizType":"cross","outOrderId":"CG73f25af5aac844e9bcb482fe3bb07e09","tradeType":"assureTrade"}','acbcdcbe8b6729558364ad54dc537b71853c5aafdbb336cf001d3bb2ba3519a6','10179-8f5de304',1796026481830993,NULL,1796026421830993,'{"result":{"success":true,"orderId":"3301690771415786915","totalSuccessAmount":38200,"postFee":1200},"success":true}','',NULL,0,0,0,0,NULL,NULL,1796026421630351,1796026421840549,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(4,9,'placed',2,1,'cross','CG952feaaadd2c77153fafa6d08c02a779','{"outOrderId": "CG952feaaadd2c77153fafa6d08c02a779", "placing": "Placing(line=Line(offer_id=''600000000007'', spec_id=None, quantity=10), out_order_id=''CG952feaaadd2c77153fafa6d08c02a779'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''', unit_price=1000)"}','3dc7586e6e3eef47c9479f87df3e8b867845f83912cb7256b38a60a7e88c24a9','test',1796029265000000,NULL,1796029205000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796029200000000,1796029205000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(5,10,'in_doubt',2,1,'cross','CGd1d9d02192c98148983c6cc46d0bf254','{"outOrderId": "CGd1d9d02192c98148983c6cc46d0bf254", "placing": "Placing(line=Line(offer_id=''600000000008'', spec_id=None, quantity=10), out_order_id=''CGd1d9d02192c98148983c6cc46d0bf254'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''', unit_price=1000)"}','82991c906bb813066d7e7154f08fede3c3b010c4aba5ebde486cac2af7fe9bed','test',1796029270000000,NULL,1796029210000000,'','cut off',NULL,0,0,0,0,1796029212000000,1796029210000000,1796029205000000,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(6,11,'ready',2,1,'cross','CG33001d2bb1dbff9a363aed0ece3e3123','{"outOrderId": "CG33001d2bb1dbff9a363aed0ece3e3123", "placing": "Placing(line=Line(offer_id=''600000000009'', spec_id=None, quantity=10), out_order_id=''CG33001d2bb1dbff9a363aed0ece3e3123'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''', unit_price=1000)"}','004436a3c57b6bb621cbd86fac5050266207a3c29a11174efe86243ce253bfc0','test',1796029275000000,1796029235000000,1796029215000000,'','connection refused',NULL,1,0,0,0,NULL,NULL,1796029210000000,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(7,12,'submitting',1,1,'cross','CG3b3127e54cf8dd66cbd35a353ec361c4','{"outOrderId": "CG3b3127e54cf8dd66cbd35a353ec361c4", "placing": "Placing(line=Line(offer_id=''600000000010'', spec_id=None, quantity=10), out_order_id=''CG3b3127e54cf8dd66cbd35a353ec361c4'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''', unit_price=1000)"}','3bce43ef9d456d6592aa112e55b9f33f26a15058619e3abd8fead86d429fb526','test',1796029280000000,NULL,1796029220000000,'','',NULL,0,0,0,0,NULL,NULL,1796029215000000,NULL,NULL,NULL,NULL);
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
CREATE TABLE card (
	request_id INTEGER NOT NULL,
	chat_id BIGINT NOT NULL,
	message_id BIGINT NOT NULL,
	has_photo BOOLEAN NOT NULL,
	shown VARCHAR NOT NULL,
	CONSTRAINT pk_card PRIMARY KEY (request_id, chat_id),
	CONSTRAINT fk_card_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
);
INSERT INTO "card" VALUES(1,5100000001,4,1,'ordered:2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084:e01acc88f259408e4c76557eadb932d0');
INSERT INTO "card" VALUES(2,5100000001,33,1,'ordered:2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084:a43ecd6c87779b3f63fdb73946d65d9b');
INSERT INTO "card" VALUES(3,5100000001,42,1,'ordered:2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084:2b6d6fda6a3c035113043d77a2d750f4');
CREATE TABLE chat (
	id BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	hears_all BOOLEAN,
	told_privacy_at BIGINT,
	migrated_to BIGINT,
	CONSTRAINT pk_chat PRIMARY KEY (id)
);
INSERT INTO "chat" VALUES(5100000001,'private','',NULL,NULL,NULL);
INSERT INTO "chat" VALUES(-4200001,'group','Purchasing',1,1796025761956742,NULL);
INSERT INTO "chat" VALUES(-1001,'supergroup','Buying',NULL,NULL,NULL);
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
INSERT INTO "decision" VALUES(1,5,11,12,'approve','b826352e2fc260e843e7315c5358311e9e6753df6197e2b4cd9995ad69e75a1c','',1796029200000000,NULL);
INSERT INTO "decision" VALUES(2,8,11,12,'decline','f0a1db54d4fc20382846f44cda1f621031d53fe79b9b042666dd8cccb8bfd723','too dear',1796029200000000,NULL);
INSERT INTO "decision" VALUES(3,9,11,12,'approve','06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18','',1796029200000000,NULL);
INSERT INTO "decision" VALUES(4,10,11,12,'approve','17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597','',1796029205000000,NULL);
INSERT INTO "decision" VALUES(5,11,11,12,'approve','5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208','',1796029210000000,NULL);
INSERT INTO "decision" VALUES(6,12,11,12,'approve','e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8','',1796029215000000,NULL);
CREATE TABLE dialog (
	chat_id BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	kind VARCHAR NOT NULL,
	request_id INTEGER,
	facts TEXT,
	expires_at BIGINT NOT NULL,
	CONSTRAINT pk_dialog PRIMARY KEY (chat_id, person_id)
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
INSERT INTO "event" VALUES(1,1796025751974257,'opened',5100000001,1,NULL,NULL,'{"offer": "701136369475", "quantity": 20, "team": null}',6324987647,882374664,'','b27e9992319f42ee9e99a0132313863c8ef78cb0810cdf7da409c3993952e061',NULL);
INSERT INTO "event" VALUES(2,1796025753768273,'confirmed',5100000001,1,1,NULL,'{"by": [], "policy": null, "snapshot": "2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084", "total": 38200}',6324987647,882374668,'b27e9992319f42ee9e99a0132313863c8ef78cb0810cdf7da409c3993952e061','17fb5e84f3d95fc45794addeafad13f832f26f4e903c89947ef9e90e11b7e590',NULL);
INSERT INTO "event" VALUES(3,1796025753968470,'submitting',NULL,1,1,NULL,'{"epoch": 1}',NULL,NULL,'17fb5e84f3d95fc45794addeafad13f832f26f4e903c89947ef9e90e11b7e590','4af6ec2c96ab910dba7433b1f572dcb8955e04444cae8f8b30d2b6c50471649d',NULL);
INSERT INTO "event" VALUES(4,1796025753978089,'placed',NULL,1,1,NULL,'{"orders": ["3301687771406784563"]}',NULL,NULL,'4af6ec2c96ab910dba7433b1f572dcb8955e04444cae8f8b30d2b6c50471649d','37b4e9c8c72bc6a48afa4f610b7efb9db3a82a6a198126245dca5de83271c79c',NULL);
INSERT INTO "event" VALUES(5,1796025756912804,'paid',NULL,1,NULL,'3301687771406784563','{"after": null, "before": null}',NULL,NULL,'37b4e9c8c72bc6a48afa4f610b7efb9db3a82a6a198126245dca5de83271c79c','e9480efea6bab8bd4e473d2bc49ffdcf1de4886b478f779980b34d418eff0bc3',NULL);
INSERT INTO "event" VALUES(6,1796025759111221,'shipped',NULL,1,NULL,'3301687771406784563','{"after": null, "before": null}',NULL,NULL,'e9480efea6bab8bd4e473d2bc49ffdcf1de4886b478f779980b34d418eff0bc3','d0738323497e12d63b60ac2c5397d87ac7f953999b27b3cf1247be0ba7b3991f',NULL);
INSERT INTO "event" VALUES(7,1796025761417582,'finished',NULL,1,NULL,'3301687771406784563','{"after": null, "before": null}',NULL,NULL,'d0738323497e12d63b60ac2c5397d87ac7f953999b27b3cf1247be0ba7b3991f','6e327880cb49af26df5f7547fca18cd640402d72e4dfa13d1dbfbb7024cb3416',NULL);
INSERT INTO "event" VALUES(8,1796025761995943,'team_opened',5100000001,NULL,NULL,NULL,'{"chat_id": -4200001, "policy_version": 1, "team": 1, "title": "Purchasing"}',6324987647,882374673,'6e327880cb49af26df5f7547fca18cd640402d72e4dfa13d1dbfbb7024cb3416','71e6a5e9b68ec2c1e836310aaf77aa02c6748495adf2035851bc88d9552bb560',NULL);
INSERT INTO "event" VALUES(9,1796025762678521,'team_invited',5100000001,NULL,NULL,NULL,'{"alone": false, "policy_version": 1, "proposal": null, "proposed_by": null, "role": "approver", "team": 1, "until": "2026-12-01T08:02:42.678521Z"}',6324987647,882374674,'71e6a5e9b68ec2c1e836310aaf77aa02c6748495adf2035851bc88d9552bb560','5aa1e458a0748ad13500d44c82e8a679cb68e6df20c589931f1323d46ed57302',NULL);
INSERT INTO "event" VALUES(10,1796025763691712,'team_proposed',5100000001,NULL,NULL,NULL,'{"base": 0, "change": {"role": "approver"}, "policy_version": 1, "proposal": 1, "team": 1, "what": "invited"}',6324987647,882374675,'5aa1e458a0748ad13500d44c82e8a679cb68e6df20c589931f1323d46ed57302','882b70766e0e4ab86642430acee2486cf5564ba2860ba83351ac4934ec34b132',NULL);
INSERT INTO "event" VALUES(11,1796025764716063,'team_invited',5100000001,NULL,NULL,NULL,'{"alone": false, "policy_version": 1, "proposal": null, "proposed_by": null, "role": "requester", "team": 1, "until": "2026-12-01T08:02:44.716063Z"}',6324987647,882374676,'882b70766e0e4ab86642430acee2486cf5564ba2860ba83351ac4934ec34b132','688e67f73c3e89a069e862e08abb50d210946c5737ee3547757e8bf0bbc52a86',NULL);
INSERT INTO "event" VALUES(12,1796025765741154,'team_proposed',5100000001,NULL,NULL,NULL,'{"base": 0, "change": {"role": "buyer"}, "policy_version": 1, "proposal": 2, "team": 1, "what": "invited"}',6324987647,882374677,'688e67f73c3e89a069e862e08abb50d210946c5737ee3547757e8bf0bbc52a86','a511a699542b1471d7ac59b4039da2d6570c79ada70aa3811e2f000c3aa92699',NULL);
INSERT INTO "event" VALUES(13,1796026399096502,'opened',5100000001,2,NULL,NULL,'{"offer": "701136369475", "quantity": 20, "team": 1}',6324987647,882374681,'a511a699542b1471d7ac59b4039da2d6570c79ada70aa3811e2f000c3aa92699','12c4c108e8f903bca806dcf5667bcd8042fb809b3a945a25e9c9626502fd074f',NULL);
INSERT INTO "event" VALUES(14,1796026401914111,'confirmed',5100000001,2,2,NULL,'{"by": [], "policy": 1, "snapshot": "2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084", "total": 38200}',6324987647,882374685,'12c4c108e8f903bca806dcf5667bcd8042fb809b3a945a25e9c9626502fd074f','4352fdf6de22d6c8c78caba47ec8478313eda47f94d737f97cc1190364c1d5fb',NULL);
INSERT INTO "event" VALUES(15,1796026402112262,'submitting',NULL,2,2,NULL,'{"epoch": 1}',NULL,NULL,'4352fdf6de22d6c8c78caba47ec8478313eda47f94d737f97cc1190364c1d5fb','560728f40828aebde66e738df150d3ba92ab5bcff262fc8eba48a80904a4c529',NULL);
INSERT INTO "event" VALUES(16,1796026402122460,'placed',NULL,2,2,NULL,'{"orders": ["3301688771409785347"]}',NULL,NULL,'560728f40828aebde66e738df150d3ba92ab5bcff262fc8eba48a80904a4c529','22e1c557d45d37a8766aed82d8ac43c37bded000a025dd6eaa65b0448274c25c',NULL);
INSERT INTO "event" VALUES(17,1796026405912348,'paid',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'22e1c557d45d37a8766aed82d8ac43c37bded000a025dd6eaa65b0448274c25c','4a34803365edc9952f5b8a86f8cdd5ebfa9b269d798b051f6bf2dda6001b15bb',NULL);
INSERT INTO "event" VALUES(18,1796026408512035,'cancelled',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'4a34803365edc9952f5b8a86f8cdd5ebfa9b269d798b051f6bf2dda6001b15bb','3fbab3639ba15b2fef21d6ae1c27b5ea907ceedacfacd347e0ce8e259345adf5',NULL);
INSERT INTO "event" VALUES(19,1796026408512035,'refund_asked',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'3fbab3639ba15b2fef21d6ae1c27b5ea907ceedacfacd347e0ce8e259345adf5','56e5a7b476ed164b26784575ca79793aa176abd559516443ea537dc8da2ef95e',NULL);
INSERT INTO "event" VALUES(20,1796026410511513,'refund_done',NULL,2,NULL,'3301688771409785347','{"after": null, "before": null}',NULL,NULL,'56e5a7b476ed164b26784575ca79793aa176abd559516443ea537dc8da2ef95e','021cef3d72987ca499ae26abd9fe407e9ad37c2011da9209b587bf4dbea32a16',NULL);
INSERT INTO "event" VALUES(21,1796026419760379,'opened',5100000001,3,NULL,NULL,'{"offer": "701136369475", "quantity": 20, "team": 1}',6324987647,882374687,'021cef3d72987ca499ae26abd9fe407e9ad37c2011da9209b587bf4dbea32a16','68333cf5c29461f3965c1611019bcb166d3adde699e147db6201424b5d93101e',NULL);
INSERT INTO "event" VALUES(22,1796026421630351,'confirmed',5100000001,3,3,NULL,'{"by": [], "policy": 1, "snapshot": "2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084", "total": 38200}',6324987647,882374691,'68333cf5c29461f3965c1611019bcb166d3adde699e147db6201424b5d93101e','779793c7e5cf620ded3d8d92ad7deb71518415d15fb7be2d0a10ae0b376209f8',NULL);
INSERT INTO "event" VALUES(23,1796026421830993,'submitting',NULL,3,3,NULL,'{"epoch": 1}',NULL,NULL,'779793c7e5cf620ded3d8d92ad7deb71518415d15fb7be2d0a10ae0b376209f8','7ab97845726fbf995631972fced74b3e36e9374a98718b7bb82aae2d01afa84e',NULL);
INSERT INTO "event" VALUES(24,1796026421840549,'placed',NULL,3,3,NULL,'{"orders": ["3301690771415786915"]}',NULL,NULL,'7ab97845726fbf995631972fced74b3e36e9374a98718b7bb82aae2d01afa84e','ef9616435429ab4569dfbebf5d99c6b9a88a2a5366cef690fa894d535d53f8b1',NULL);
INSERT INTO "event" VALUES(25,1796029200000000,'opened',11,4,NULL,NULL,'{"offer": "600000000002", "quantity": 10, "team": 2}',NULL,NULL,'ef9616435429ab4569dfbebf5d99c6b9a88a2a5366cef690fa894d535d53f8b1','fe191365b1c9870c9a905a3284fd59ec6ea78f43bcf05f196068b2f86addb975',NULL);
INSERT INTO "event" VALUES(26,1796029200000000,'asked',11,4,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:00+00:00\",\"remind_at\":\"2026-12-01T02:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "eecef6e028e10605af65c78f94e8264ea4a792e655f4dc0ff9d34f815d954e29", "total": 10500, "until": "2026-12-01T09:00:00+00:00"}',NULL,NULL,'fe191365b1c9870c9a905a3284fd59ec6ea78f43bcf05f196068b2f86addb975','50e1b0180afc666f0f00a0a67c10803a9549a1416f83dd3eb6ddbb147dd78099',NULL);
INSERT INTO "event" VALUES(27,1796029200000000,'opened',11,5,NULL,NULL,'{"offer": "600000000003", "quantity": 30, "team": 2}',NULL,NULL,'50e1b0180afc666f0f00a0a67c10803a9549a1416f83dd3eb6ddbb147dd78099','b9128988cf38b2b175829bfb03b82c415dd5c9dcd6a2f26edfaaa583536a0d0f',NULL);
INSERT INTO "event" VALUES(28,1796029200000000,'asked',11,5,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:00+00:00\",\"remind_at\":\"2026-12-01T02:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":2,\"of\":[12,13,14]}],\"total\":30500}", "policy": 2, "snapshot": "b826352e2fc260e843e7315c5358311e9e6753df6197e2b4cd9995ad69e75a1c", "total": 30500, "until": "2026-12-01T09:00:00+00:00"}',NULL,NULL,'b9128988cf38b2b175829bfb03b82c415dd5c9dcd6a2f26edfaaa583536a0d0f','f845ffd415440fcd630ec0236cb8a244d2248d59b2ac9082bba2e6b921a1e849',NULL);
INSERT INTO "event" VALUES(29,1796029200000000,'voted',12,5,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "b826352e2fc260e843e7315c5358311e9e6753df6197e2b4cd9995ad69e75a1c", "total": 30500, "verdict": "approve"}',NULL,NULL,'f845ffd415440fcd630ec0236cb8a244d2248d59b2ac9082bba2e6b921a1e849','ce700c432a6ebcdb343a3635d53cbcf794ae4e8c30d80e500acf91d8be4fbb39',NULL);
INSERT INTO "event" VALUES(30,1796029200000000,'opened',11,6,NULL,NULL,'{"offer": "600000000004", "quantity": 60, "team": 2}',NULL,NULL,'ce700c432a6ebcdb343a3635d53cbcf794ae4e8c30d80e500acf91d8be4fbb39','cae08db00fbec2a425f53a965e294e4c03792b4f5768447a9670b35d58ef7b93',NULL);
INSERT INTO "event" VALUES(31,1796029200000000,'asked',11,6,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:00+00:00\",\"remind_at\":\"2026-12-01T02:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":null,\"of\":\"admin\"}],\"total\":60500}", "policy": 2, "snapshot": "86db60f14d29828d327b3ec55ca38f682675af9f70c0987b535e6d0633ea25bb", "total": 60500, "until": "2026-12-01T09:00:00+00:00"}',NULL,NULL,'cae08db00fbec2a425f53a965e294e4c03792b4f5768447a9670b35d58ef7b93','a1bd64f6616c17e332f686a84fc144dbcc0ae8af187fcfbec6cd6a11e5094150',NULL);
INSERT INTO "event" VALUES(32,1796029200000000,'opened',11,7,NULL,NULL,'{"offer": "600000000005", "quantity": 10, "team": 2}',NULL,NULL,'a1bd64f6616c17e332f686a84fc144dbcc0ae8af187fcfbec6cd6a11e5094150','79d95983b873191d3c940b25d8001a4cb979eea18b9420258044ea3f6c81baaf',NULL);
INSERT INTO "event" VALUES(33,1796029200000000,'opened',11,8,NULL,NULL,'{"offer": "600000000006", "quantity": 10, "team": 2}',NULL,NULL,'79d95983b873191d3c940b25d8001a4cb979eea18b9420258044ea3f6c81baaf','f68375d5fbba94c8d42b85b57e8410e50b42ee4dc98d4f658c296ab7b24c89d4',NULL);
INSERT INTO "event" VALUES(34,1796029200000000,'asked',11,8,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:00+00:00\",\"remind_at\":\"2026-12-01T02:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "f0a1db54d4fc20382846f44cda1f621031d53fe79b9b042666dd8cccb8bfd723", "total": 10500, "until": "2026-12-01T09:00:00+00:00"}',NULL,NULL,'f68375d5fbba94c8d42b85b57e8410e50b42ee4dc98d4f658c296ab7b24c89d4','b647672ce54544248180f54fb9776b453cded48249f1f7219e9ece4c92f11859',NULL);
INSERT INTO "event" VALUES(35,1796029200000000,'voted',12,8,NULL,NULL,'{"policy": 2, "reason": {"sealed": "e1d25bbb392e9bde3b743c0904f7e2cb866b099ed0f6f7b64e609daf87437cde"}, "snapshot": "f0a1db54d4fc20382846f44cda1f621031d53fe79b9b042666dd8cccb8bfd723", "total": 10500, "verdict": "decline"}',NULL,NULL,'b647672ce54544248180f54fb9776b453cded48249f1f7219e9ece4c92f11859','76e6cbb176a8b3bd8164605e1341a0b5987406d4a74339c950a5bc346df34ed1',NULL);
INSERT INTO "event" VALUES(36,1796029200000000,'declined',12,8,NULL,NULL,'{"policy": 2, "reason": {"sealed": "0e48aa11402acfdbc490bc47e418a35ca1014d2412002a5529d9a98c69848a5e"}, "snapshot": "f0a1db54d4fc20382846f44cda1f621031d53fe79b9b042666dd8cccb8bfd723"}',NULL,NULL,'76e6cbb176a8b3bd8164605e1341a0b5987406d4a74339c950a5bc346df34ed1','64f8a90d43a42ed1acc8d18d62455494780df0954cbaa90cbc7f9e464bdd7561',NULL);
INSERT INTO "event" VALUES(37,1796029200000000,'opened',11,9,NULL,NULL,'{"offer": "600000000007", "quantity": 10, "team": 2}',NULL,NULL,'64f8a90d43a42ed1acc8d18d62455494780df0954cbaa90cbc7f9e464bdd7561','6ab88a5172fe12ae5d55672124dd82fb2a74db06906f6e28ef5fdef5ea4e9bbe',NULL);
INSERT INTO "event" VALUES(38,1796029200000000,'asked',11,9,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:00+00:00\",\"remind_at\":\"2026-12-01T02:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18", "total": 10500, "until": "2026-12-01T09:00:00+00:00"}',NULL,NULL,'6ab88a5172fe12ae5d55672124dd82fb2a74db06906f6e28ef5fdef5ea4e9bbe','b59544c735f2cf36fd873fccfe580c459cb5d624ec9cf4383e55838aa584d17f',NULL);
INSERT INTO "event" VALUES(39,1796029200000000,'voted',12,9,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18", "total": 10500, "verdict": "approve"}',NULL,NULL,'b59544c735f2cf36fd873fccfe580c459cb5d624ec9cf4383e55838aa584d17f','cbe5dc891c1abf6f9d02ae372a5e3c3e98b6a52572df2788ca14f718b1078548',NULL);
INSERT INTO "event" VALUES(40,1796029200000000,'approved',NULL,9,4,NULL,'{"by": [12], "policy": 2, "snapshot": "06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18", "total": 10500}',NULL,NULL,'cbe5dc891c1abf6f9d02ae372a5e3c3e98b6a52572df2788ca14f718b1078548','06bfa712cec1d72d8adef22919627a856563ddecf35ddeb99a3b7b6d71d5ec4b',NULL);
INSERT INTO "event" VALUES(41,1796029205000000,'submitting',NULL,9,4,NULL,'{"epoch": 1}',NULL,NULL,'06bfa712cec1d72d8adef22919627a856563ddecf35ddeb99a3b7b6d71d5ec4b','9927a7b22894f84172da018f103ffac2ac0794ea711893d681dcc49e1655b494',NULL);
INSERT INTO "event" VALUES(42,1796029205000000,'placed',NULL,9,4,NULL,'{"orders": ["3301686771403783779"]}',NULL,NULL,'9927a7b22894f84172da018f103ffac2ac0794ea711893d681dcc49e1655b494','2f029062513c07c717f65ca898bda7f2620fa5a09270b7031e120369738a3682',NULL);
INSERT INTO "event" VALUES(43,1796029205000000,'opened',11,10,NULL,NULL,'{"offer": "600000000008", "quantity": 10, "team": 2}',NULL,NULL,'2f029062513c07c717f65ca898bda7f2620fa5a09270b7031e120369738a3682','00f4219ed3bcb00f79d738965a36eda91396b4b02c9b96f6a60d1eba75300b0d',NULL);
INSERT INTO "event" VALUES(44,1796029205000000,'asked',11,10,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:05+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:05+00:00\",\"remind_at\":\"2026-12-01T02:00:05+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597", "total": 10500, "until": "2026-12-01T09:00:05+00:00"}',NULL,NULL,'00f4219ed3bcb00f79d738965a36eda91396b4b02c9b96f6a60d1eba75300b0d','31c493bba32f567972265f888e2ff79881e0dec1df20221a92289c166cd7a98d',NULL);
INSERT INTO "event" VALUES(45,1796029205000000,'voted',12,10,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597", "total": 10500, "verdict": "approve"}',NULL,NULL,'31c493bba32f567972265f888e2ff79881e0dec1df20221a92289c166cd7a98d','71af6924cc4cb2084c4c5d832ad262974fd87f296e8b84f518524a05213257be',NULL);
INSERT INTO "event" VALUES(46,1796029205000000,'approved',NULL,10,5,NULL,'{"by": [12], "policy": 2, "snapshot": "17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597", "total": 10500}',NULL,NULL,'71af6924cc4cb2084c4c5d832ad262974fd87f296e8b84f518524a05213257be','bc7ed72892e86c62182e660f0cd0c50c138732a27bd3accb53f243ba25c347ae',NULL);
INSERT INTO "event" VALUES(47,1796029210000000,'submitting',NULL,10,5,NULL,'{"epoch": 1}',NULL,NULL,'bc7ed72892e86c62182e660f0cd0c50c138732a27bd3accb53f243ba25c347ae','3437548507a386cefcfcb275b5b5f1f553e0605a63a212fe8219d51ecf56556a',NULL);
INSERT INTO "event" VALUES(48,1796029210000000,'in_doubt',NULL,10,5,NULL,'{"reason": "cut off"}',NULL,NULL,'3437548507a386cefcfcb275b5b5f1f553e0605a63a212fe8219d51ecf56556a','d983ffaeb89a0d10c1443c0a3f01cc723e1f02dfe5a3d096f81109fdc2c3a4b8',NULL);
INSERT INTO "event" VALUES(49,1796029210000000,'opened',11,11,NULL,NULL,'{"offer": "600000000009", "quantity": 10, "team": 2}',NULL,NULL,'d983ffaeb89a0d10c1443c0a3f01cc723e1f02dfe5a3d096f81109fdc2c3a4b8','3d8b7876ded352c32aedd20d8d2afbadeff400a19f0661c5896eda885651d69b',NULL);
INSERT INTO "event" VALUES(50,1796029210000000,'asked',11,11,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:10+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:10+00:00\",\"remind_at\":\"2026-12-01T02:00:10+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208", "total": 10500, "until": "2026-12-01T09:00:10+00:00"}',NULL,NULL,'3d8b7876ded352c32aedd20d8d2afbadeff400a19f0661c5896eda885651d69b','640a19621193440bc5bb216ec2c65ab9f1caf20e39867bdd90f4c55deaa8b93e',NULL);
INSERT INTO "event" VALUES(51,1796029210000000,'voted',12,11,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208", "total": 10500, "verdict": "approve"}',NULL,NULL,'640a19621193440bc5bb216ec2c65ab9f1caf20e39867bdd90f4c55deaa8b93e','d3cbf2c3bbc81124d5f08fd132a4be7fd808218b96e6e41e1b37109e7e495479',NULL);
INSERT INTO "event" VALUES(52,1796029210000000,'approved',NULL,11,6,NULL,'{"by": [12], "policy": 2, "snapshot": "5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208", "total": 10500}',NULL,NULL,'d3cbf2c3bbc81124d5f08fd132a4be7fd808218b96e6e41e1b37109e7e495479','1de01e8386a5c79f58577ed55d5227a6dc67722c6fdec32e8b65d95b0bc559d7',NULL);
INSERT INTO "event" VALUES(53,1796029215000000,'submitting',NULL,11,6,NULL,'{"epoch": 1}',NULL,NULL,'1de01e8386a5c79f58577ed55d5227a6dc67722c6fdec32e8b65d95b0bc559d7','207dc60bba807eb35794422a18ec108013a60d6f27521b4ae4ad865bfc41e44e',NULL);
INSERT INTO "event" VALUES(54,1796029215000000,'not_sent',NULL,11,6,NULL,'{"reason": "connection refused"}',NULL,NULL,'207dc60bba807eb35794422a18ec108013a60d6f27521b4ae4ad865bfc41e44e','a6e78a8522c8cd3893736c601e005a792e889530830c70020d63eb804a1aa6db',NULL);
INSERT INTO "event" VALUES(55,1796029215000000,'opened',11,12,NULL,NULL,'{"offer": "600000000010", "quantity": 10, "team": 2}',NULL,NULL,'a6e78a8522c8cd3893736c601e005a792e889530830c70020d63eb804a1aa6db','f561752223b8ffcd6a710c48da09be0ac810e586323816f9b817739c555ec047',NULL);
INSERT INTO "event" VALUES(56,1796029215000000,'asked',11,12,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"escalate_at\":\"2026-12-01T08:00:15+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T09:00:15+00:00\",\"remind_at\":\"2026-12-01T02:00:15+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8", "total": 10500, "until": "2026-12-01T09:00:15+00:00"}',NULL,NULL,'f561752223b8ffcd6a710c48da09be0ac810e586323816f9b817739c555ec047','3e8e177d60655ac7740712872f16cc4563a03d95904d155787e49f9651fcabd7',NULL);
INSERT INTO "event" VALUES(57,1796029215000000,'voted',12,12,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8", "total": 10500, "verdict": "approve"}',NULL,NULL,'3e8e177d60655ac7740712872f16cc4563a03d95904d155787e49f9651fcabd7','68d664bca7de569724d942745202e244658a65a3c06ccee4c0784ff3f2ef7c2e',NULL);
INSERT INTO "event" VALUES(58,1796029215000000,'approved',NULL,12,7,NULL,'{"by": [12], "policy": 2, "snapshot": "e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8", "total": 10500}',NULL,NULL,'68d664bca7de569724d942745202e244658a65a3c06ccee4c0784ff3f2ef7c2e','e620d24b0ea04bf4a52a2399c4fa5ee0241b1cf81b737371343051defe9aaf35',NULL);
INSERT INTO "event" VALUES(59,1796029220000000,'submitting',NULL,12,7,NULL,'{"epoch": 1}',NULL,NULL,'e620d24b0ea04bf4a52a2399c4fa5ee0241b1cf81b737371343051defe9aaf35','9345e9717f475568ee7a3cb243d9d047a073e5b7f789239941c98329d3ece1c1',NULL);
INSERT INTO "event" VALUES(60,1796285749711000,'journal_converted',NULL,NULL,NULL,NULL,'{"broken": null, "changed": 25, "entries": 59, "faults": 0, "hashes": {"sealed": "ae9fc13e1c5fb838fef623d969de56c97cc3db8d6c382b47ad142d9727f4a535"}, "number": 59, "sealed": 2}',NULL,NULL,'9345e9717f475568ee7a3cb243d9d047a073e5b7f789239941c98329d3ece1c1','fbe7bda9595bec593d87d8a7bf5010e9e7ccf4014c77d7866f9889c363f3bca5',NULL);
CREATE TABLE fact (
	name VARCHAR NOT NULL,
	value TEXT NOT NULL,
	updated_at BIGINT NOT NULL,
	CONSTRAINT pk_fact PRIMARY KEY (name)
);
INSERT INTO "fact" VALUES('codes_key','"954edf2e5960affced1309f556c608c7a69f11de249f37958f964209c4b80bbe"',1796025747329411);
INSERT INTO "fact" VALUES('bot_id','6324987647',1796025747333415);
INSERT INTO "fact" VALUES('database','{"id": "04edc9e298ab585ad06cf0f40b60d0f2", "since": "2026-11-30T08:02:27.334279+00:00"}',1796025747334279);
INSERT INTO "fact" VALUES('ticks','{"at": "2026-11-30T08:13:29.898439+00:00", "ticks": [["approvals", "2026-11-30T08:13:29.422148+00:00", ""], ["copies", "2026-11-30T08:13:01.327956+00:00", ""], ["daily", "2026-11-30T08:13:28.946906+00:00", ""], ["doubts", "2026-11-30T08:13:29.184324+00:00", ""], ["expiry", "2026-11-30T08:13:29.137835+00:00", ""], ["login", "2026-11-30T08:13:28.757430+00:00", ""], ["lost_time", "2026-11-30T08:13:29.421084+00:00", ""], ["memory", "2026-11-30T08:13:29.374691+00:00", ""], ["orders", "2026-11-30T08:13:29.137214+00:00", ""], ["outbox", "2026-11-30T08:13:29.896016+00:00", ""], ["parcels", "2026-11-30T08:13:29.613070+00:00", ""], ["proposals", "2026-11-30T08:13:29.232466+00:00", ""], ["reminders", "2026-11-30T08:13:29.518512+00:00", ""], ["renewal", "2026-11-30T08:13:28.851824+00:00", ""], ["rewound", "2026-11-30T08:13:29.468579+00:00", ""], ["roll_call", "2026-11-30T08:13:29.326222+00:00", ""], ["stamp", "2026-11-30T08:12:59.900500+00:00", ""], ["submit", "2026-11-30T08:13:29.279772+00:00", ""], ["sweep", "2026-11-30T08:13:29.041235+00:00", ""], ["takeover", "2026-11-30T08:13:29.230775+00:00", ""], ["watch", "2026-11-30T08:13:29.757073+00:00", ""]]}',1796026409898439);
INSERT INTO "fact" VALUES('approvals_awake','"2026-11-30T08:12:49.422150+00:00"',1796026369422773);
INSERT INTO "fact" VALUES('run:daily','{}',1796025747443028);
INSERT INTO "fact" VALUES('outside_since','"2026-11-30T08:02:27+00:00"',1796025747481366);
INSERT INTO "fact" VALUES('webhook','""',1796025747485609);
INSERT INTO "fact" VALUES('run:renewal','{}',1796025747535061);
INSERT INTO "fact" VALUES('copies','{"error": "", "newest": "2026-11-30T08:02:27.421679+00:00", "next": "2026-11-30T09:02:27.421679+00:00"}',1796025747541056);
INSERT INTO "fact" VALUES('swept_until','"2026-11-30T08:02:27.433128+00:00"',1796025748354180);
INSERT INTO "fact" VALUES('run:sweep','{}',1796025748355905);
INSERT INTO "fact" VALUES('address:5100000001:5100000001','"761204518"',1796025752722016);
INSERT INTO "fact" VALUES('watch_cursor','"2026-11-30T08:13:41+00:00"',1796026422033346);
INSERT INTO "fact" VALUES('had_approver:1','true',1796025762678521);
INSERT INTO "fact" VALUES('proposed:1','[-4200001]',1796025763691712);
INSERT INTO "fact" VALUES('proposed:2','[-4200001]',1796025765741154);
INSERT INTO "fact" VALUES('team:5100000001','1',1796026401914111);
INSERT INTO "fact" VALUES('team:11','2',1796029200000000);
CREATE TABLE "ghost" (
	market VARCHAR DEFAULT '1688' NOT NULL,
	order_id VARCHAR NOT NULL,
	attempt_id INTEGER,
	out_order_id VARCHAR NOT NULL,
	found_at BIGINT NOT NULL,
	closed_by BIGINT, outside BOOLEAN DEFAULT 0 NOT NULL, report TEXT, given_to INTEGER,
	CONSTRAINT pk_ghost PRIMARY KEY (market, order_id)
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
INSERT INTO "inbox" VALUES(6324987647,882374663,'5100000001','{"update_id": 882374663, "message": {"message_id": 1, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796025751660991,1796025751673687,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374664,'5100000001','{"update_id": 882374664, "message": {"message_id": 3, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "https://detail.1688.com/offer/701136369475.html x20", "entities": [{"type": "url", "offset": 0, "length": 47}]}}','done',0,'',1796025751764028,1796025751974257,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374665,'5100000001','{"update_id": 882374665, "callback_query": {"id": "266887067307361661", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,277 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Color", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "reply_markup": {"inline_keyboard": [[{"text": "White", "callback_data": "ax:1:0:0GWlrbJuO7WY"}, {"text": "Black", "callback_data": "ax:1:0:1dNALYYBCMOM"}], [{"text": "Navy", "callback_data": "ax:1:0:2-j87jVMQWVQ"}, {"text": "Red", "callback_data": "ax:1:0:39fMH3p5MtQg"}], [{"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ax:1:0:0GWlrbJuO7WY"}}','done',0,'',1796025752073659,1796025752084356,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374666,'5100000001','{"update_id": 882374666, "callback_query": {"id": "266887067307369580", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,277 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Size\nChosen: White", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "edit_date": 1796025752, "reply_markup": {"inline_keyboard": [[{"text": "S · ¥ 18.50 · 60 left", "callback_data": "sp:1:~26e49e08415c25ced7f48b74b9753525Yq66k9aUZpA"}], [{"text": "M · ¥ 19.00 · 67 left", "callback_data": "sp:1:~fe7644bc671f059180bcdc7fd7f439e5zX5gHHDNW38"}], [{"text": "L · ¥ 19.50 · 74 left", "callback_data": "sp:1:~9c2352c0c457ceb2f16dc0d0f0fc36effB-VKsSL-h0"}], [{"text": "XL · ¥ 20.00 · 81 left", "callback_data": "sp:1:~cc72299ebdc7c7ee6ff60dd3e6c7f350K_JuwPjpqxg"}], [{"text": "2XL · ¥ 20.50 · 88 left", "callback_data": "sp:1:~932583d927fa62cf6bb5897ab0ea0b82phErjAr1kuQ"}], [{"text": "Back", "callback_data": "ax:1:0l4mIow7aO0Q"}, {"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "sp:1:~26e49e08415c25ced7f48b74b9753525Yq66k9aUZpA"}}','done',0,'',1796025752087954,1796025752092587,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374667,'5100000001','{"update_id": 882374667, "callback_query": {"id": "266887067307377499", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · where to?\nChoose the delivery address.\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\n20 pcs", "entities": [{"type": "bold", "offset": 0, "length": 14}, {"type": "bold", "offset": 108, "length": 9}], "edit_date": 1796025752, "reply_markup": {"inline_keyboard": [[{"text": "王海燕, 金华市, 浙江省 金华市 义乌市 稠江街道 货运仓库3号楼2层A区 (default)", "callback_data": "ad:1:~761204518hzscxBdtRvU"}], [{"text": "李国栋, 广州市, 广东省 广州市 白云区 石井街道 物流园C栋15号库", "callback_data": "ad:1:~761204733nrOjKuNiIKs"}], [{"text": "赵丽, 牡丹江市, 黑龙江省 牡丹江市 绥芬河市 绥芬河镇 边贸路跨境仓8号", "callback_data": "ad:1:~761205046DU9owIvvhY4"}], [{"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ad:1:~761204518hzscxBdtRvU"}}','done',0,'',1796025752718315,1796025752726548,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374668,'5100000001','{"update_id": 882374668, "callback_query": {"id": "266887067307385418", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 4, "date": 1796025751, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#1 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\n⏳ You can confirm this price until 1 Dec 16:02 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 249, "length": 21, "unix_time": 1796112151, "date_time_format": "dt"}], "edit_date": 1796025753, "reply_markup": {"inline_keyboard": [[{"text": "Buy now", "callback_data": "ok:1:~inSyeiyUDIknNBwMslRroAUta0FPnC6pM", "style": "success"}], [{"text": "Change", "callback_data": "mn:1o_hvRqW0quQ"}, {"text": "Note", "callback_data": "no:1x3VsmNxXM3w"}, {"text": "Cancel", "callback_data": "cd:1oDtqsIDP9lk", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:1:~inSyeiyUDIknNBwMslRroAUta0FPnC6pM"}}','done',0,'',1796025753758772,1796025753768273,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374669,'-4200001','{"update_id": 882374669, "my_chat_member": {"chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "date": 1796025761, "old_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "left"}, "new_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "member"}}}','done',0,'',1796025761941102,1796025761958034,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374670,'-4200001','{"update_id": 882374670, "message": {"message_id": 8, "date": 1796025761, "chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "new_chat_members": [{"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}]}}','done',0,'',1796025761941102,1796025761958034,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374671,'-4200001','{"update_id": 882374671, "my_chat_member": {"chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "date": 1796025761, "old_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "member"}, "new_chat_member": {"user": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "status": "administrator", "is_anonymous": false, "can_be_edited": false, "can_manage_chat": true, "can_change_info": true, "can_delete_messages": true, "can_invite_users": true, "can_restrict_members": true, "can_pin_messages": true, "can_promote_members": false, "can_manage_video_chats": true, "can_post_stories": true, "can_edit_stories": true, "can_delete_stories": true, "can_send_welcome_messages": true, "can_manage_tags": true}}}','done',0,'',1796025761941102,1796025761993769,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374672,'5100000001','{"update_id": 882374672, "message": {"message_id": 9, "date": 1796025761, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796025761946127,1796025762676763,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374673,'-4200001','{"update_id": 882374673, "message": {"message_id": 10, "date": 1796025761, "chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/team here", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]}}','done',0,'',1796025761946127,1796025761995943,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374674,'5100000001','{"update_id": 882374674, "message": {"message_id": 14, "date": 1796025762, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite approver", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025762045409,1796025762678521,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374675,'5100000001','{"update_id": 882374675, "message": {"message_id": 18, "date": 1796025763, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite approver", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025763687805,1796025763691712,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374676,'5100000001','{"update_id": 882374676, "message": {"message_id": 21, "date": 1796025764, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite requester", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025764711668,1796025764716063,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374677,'5100000001','{"update_id": 882374677, "message": {"message_id": 24, "date": 1796025765, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/invite buyer", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}}','done',0,'',1796025765737469,1796025765741154,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374678,'5100000001','{"update_id": 882374678, "callback_query": {"id": "266887067307393337", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 20, "date": 1796025764, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "⏳ Invitation: this gives more rights than before, so it needs a second word.\nYou are the only admin: press “Agree” yourself from 30 Nov 16:12 (Beijing) on.", "entities": [{"type": "date_time", "offset": 129, "length": 22, "unix_time": 1796026363, "date_time_format": "dt"}], "reply_markup": {"inline_keyboard": [[{"text": "Agree", "callback_data": "2n:18jxNQZJqt7Q", "style": "success"}, {"text": "Turn down", "callback_data": "dp:1_vsC8qI63mg", "style": "danger"}]]}, "link_preview_options": {"is_disabled": true}}, "chat_instance": "40386900029543987650", "data": "2n:18jxNQZJqt7Q"}}','done',0,'',1796025766761050,1796025766767148,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374679,'-4200001','{"update_id": 882374679, "message": {"message_id": 28, "date": 1796026383, "chat": {"id": -4200001, "title": "Purchasing", "type": "group"}, "from": {"id": 5100000004, "is_bot": false, "first_name": "Daria", "language_code": "ru"}, "text": "/buy 766338255900 100", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}}','done',0,'',1796026383325774,1796026383333641,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374680,'5100000001','{"update_id": 882374680, "message": {"message_id": 30, "date": 1796026398, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796026398878463,1796026398888730,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374681,'5100000001','{"update_id": 882374681, "message": {"message_id": 31, "date": 1796026398, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "https://detail.1688.com/offer/701136369475.html x20", "entities": [{"type": "url", "offset": 0, "length": 47}]}}','done',0,'',1796026398886321,1796026399096502,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374682,'5100000001','{"update_id": 882374682, "callback_query": {"id": "266887067307401256", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Color", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "reply_markup": {"inline_keyboard": [[{"text": "White", "callback_data": "ax:2:0:0oFIzCf_MvHM"}, {"text": "Black", "callback_data": "ax:2:0:1Ir2hdrrpUQQ"}], [{"text": "Navy", "callback_data": "ax:2:0:2GWraixfM3yI"}, {"text": "Red", "callback_data": "ax:2:0:3zwYfkRrqvjA"}], [{"text": "Cancel", "callback_data": "cd:29H-tjot-NH4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ax:2:0:0oFIzCf_MvHM"}}','done',0,'',1796026399189199,1796026399204583,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374683,'5100000001','{"update_id": 882374683, "callback_query": {"id": "266887067307409175", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Size\nChosen: White", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "edit_date": 1796026399, "reply_markup": {"inline_keyboard": [[{"text": "S · ¥ 18.50 · 40 left", "callback_data": "sp:2:~26e49e08415c25ced7f48b74b9753525BGPYNylyRsE"}], [{"text": "M · ¥ 19.00 · 67 left", "callback_data": "sp:2:~fe7644bc671f059180bcdc7fd7f439e5qiMRtGXLdoA"}], [{"text": "L · ¥ 19.50 · 74 left", "callback_data": "sp:2:~9c2352c0c457ceb2f16dc0d0f0fc36efzV8XVKkEpRE"}], [{"text": "XL · ¥ 20.00 · 81 left", "callback_data": "sp:2:~cc72299ebdc7c7ee6ff60dd3e6c7f350ihQ65EfB5U4"}], [{"text": "2XL · ¥ 20.50 · 88 left", "callback_data": "sp:2:~932583d927fa62cf6bb5897ab0ea0b82bYJBMEfgD2w"}], [{"text": "Back", "callback_data": "ax:2:0KIIEgTVLDeY"}, {"text": "Cancel", "callback_data": "cd:29H-tjot-NH4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "sp:2:~26e49e08415c25ced7f48b74b9753525BGPYNylyRsE"}}','done',0,'',1796026399210331,1796026399296059,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374684,'5100000001','{"update_id": 882374684, "callback_query": {"id": "266887067307417094", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#1). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112799, "date_time_format": "dt"}], "edit_date": 1796026399, "reply_markup": {"inline_keyboard": [[{"text": "Buy now", "callback_data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg", "style": "success"}], [{"text": "Change", "callback_data": "mn:2UDXHu3llFGU"}, {"text": "Note", "callback_data": "no:2JILr73FXwP4"}, {"text": "Reason", "callback_data": "wy:2rCoVtctPhYk"}, {"text": "Cancel", "callback_data": "cd:29H-tjot-NH4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg"}}','done',0,'',1796026399932366,1796026399956241,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374685,'5100000001','{"update_id": 882374685, "callback_query": {"id": "266887067307425013", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 33, "date": 1796026399, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#2 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#1). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112799, "date_time_format": "dt"}], "edit_date": 1796026400, "reply_markup": {"inline_keyboard": [[{"text": "Yes, still", "callback_data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg", "style": "success"}], [{"text": "Change", "callback_data": "mn:2UDXHu3llFGU"}, {"text": "Note", "callback_data": "no:2JILr73FXwP4"}, {"text": "Reason", "callback_data": "wy:2rCoVtctPhYk"}, {"text": "Cancel", "callback_data": "cd:29H-tjot-NH4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:2:~inSyeiyUDIknNBwMslRroA2S8P4yEfUlg"}}','done',0,'',1796026400996842,1796026401914111,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374686,'5100000001','{"update_id": 882374686, "message": {"message_id": 39, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}}','done',0,'',1796026419546334,1796026419553634,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374687,'5100000001','{"update_id": 882374687, "message": {"message_id": 40, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "text": "https://detail.1688.com/offer/701136369475.html x20", "entities": [{"type": "url", "offset": 0, "length": 47}]}}','done',0,'',1796026419551453,1796026419760379,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374688,'5100000001','{"update_id": 882374688, "callback_query": {"id": "266887067307432932", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Color", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "reply_markup": {"inline_keyboard": [[{"text": "White", "callback_data": "ax:3:0:0yH5ue5OqSW8"}, {"text": "Black", "callback_data": "ax:3:0:1V3euesltqRE"}], [{"text": "Navy", "callback_data": "ax:3:0:2Q1r-DhKfZO0"}, {"text": "Red", "callback_data": "ax:3:0:3MtKxIVAej0E"}], [{"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475.png"}}, "chat_instance": "40386900029543987650", "data": "ax:3:0:0yH5ue5OqSW8"}}','done',0,'',1796026419859123,1796026419870667,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374689,'5100000001','{"update_id": 882374689, "callback_query": {"id": "266887067307440851", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · choose a variant\n¥ 18.50 – ¥ 20.50\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\n\nMinimum 2 pcs · 2,257 in stock · 20 variants\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\n\nChoose: Size\nChosen: White", "entities": [{"type": "bold", "offset": 0, "length": 21}, {"type": "bold", "offset": 22, "length": 17}], "edit_date": 1796026419, "reply_markup": {"inline_keyboard": [[{"text": "S · ¥ 18.50 · 40 left", "callback_data": "sp:3:~26e49e08415c25ced7f48b74b9753525bmhylLz0z_0"}], [{"text": "M · ¥ 19.00 · 67 left", "callback_data": "sp:3:~fe7644bc671f059180bcdc7fd7f439e5leZSSz4HjwQ"}], [{"text": "L · ¥ 19.50 · 74 left", "callback_data": "sp:3:~9c2352c0c457ceb2f16dc0d0f0fc36efNSU50liwB-U"}], [{"text": "XL · ¥ 20.00 · 81 left", "callback_data": "sp:3:~cc72299ebdc7c7ee6ff60dd3e6c7f350yT7bOBX20gY"}], [{"text": "2XL · ¥ 20.50 · 88 left", "callback_data": "sp:3:~932583d927fa62cf6bb5897ab0ea0b82FuLPTHG8D_0"}], [{"text": "Back", "callback_data": "ax:3:0_lEcUfAsTqo"}, {"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "sp:3:~26e49e08415c25ced7f48b74b9753525bmhylLz0z_0"}}','done',0,'',1796026419873303,1796026420160126,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374690,'5100000001','{"update_id": 882374690, "callback_query": {"id": "266887067307448770", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#2). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112819, "date_time_format": "dt"}], "edit_date": 1796026420, "reply_markup": {"inline_keyboard": [[{"text": "Buy now", "callback_data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE", "style": "success"}], [{"text": "Change", "callback_data": "mn:3945PEVmgpJ0"}, {"text": "Note", "callback_data": "no:3q56C6GzIB-8"}, {"text": "Reason", "callback_data": "wy:3bcvN3IeQ77Y"}, {"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE"}}','done',0,'',1796026420581533,1796026420589984,'',0,NULL);
INSERT INTO "inbox" VALUES(6324987647,882374691,'5100000001','{"update_id": 882374691, "callback_query": {"id": "266887067307456689", "from": {"id": 5100000001, "is_bot": false, "first_name": "Anna", "username": "anna", "language_code": "en"}, "message": {"message_id": 42, "date": 1796026419, "chat": {"id": 5100000001, "first_name": "Anna", "type": "private", "username": "anna"}, "from": {"id": 6324987647, "is_bot": true, "first_name": "Caigou", "username": "caigou_bot"}, "text": "#3 · check and confirm\n¥ 382.00\nGoods ¥ 370.00 (20 pcs × ¥ 18.50)\nFreight ¥ 12.00\n\nCotton crew-neck T-shirt, loose fit, in stock\n纯棉圆领短袖T恤 宽松百搭 现货\nWhite / S\nSeller: 义乌市暖针服饰有限公司 (1 year, 51 % reorder)\nTo: 金华市 (王海燕)\n\nTeam: Purchasing\n\n⚠️ The same variant was asked for or ordered within the last 24 hours (#2). Still want it?\n⏳ You can confirm this price until 1 Dec 16:13 (Beijing).", "entities": [{"type": "bold", "offset": 0, "length": 22}, {"type": "bold", "offset": 23, "length": 8}, {"type": "bold", "offset": 146, "length": 9}, {"type": "date_time", "offset": 358, "length": 21, "unix_time": 1796112819, "date_time_format": "dt"}], "edit_date": 1796026421, "reply_markup": {"inline_keyboard": [[{"text": "Yes, still", "callback_data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE", "style": "success"}], [{"text": "Change", "callback_data": "mn:3945PEVmgpJ0"}, {"text": "Note", "callback_data": "no:3q56C6GzIB-8"}, {"text": "Reason", "callback_data": "wy:3bcvN3IeQ77Y"}, {"text": "Cancel", "callback_data": "cd:3Ga92pdTGPw4", "style": "danger"}]]}, "link_preview_options": {"prefer_large_media": true, "show_above_text": true, "url": "http://127.0.0.1:8790/pictures/701136369475-0.png"}}, "chat_instance": "40386900029543987650", "data": "ok:3:~inSyeiyUDIknNBwMslRroAHKfjbxkg2lE"}}','done',0,'',1796026421621190,1796026421630351,'',0,NULL);
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
INSERT INTO "invitation" VALUES('0373c7fa8cef739b3d8a57e24ccbb4f698b81b57fefae0a568056605a63a1687',1,'approver',5100000001,1796112162678521,NULL,NULL);
INSERT INTO "invitation" VALUES('613b553bf0920c2d70a2c8b92ea06f6e88ddc0ebccf9ce2a57f1d17b20777335',1,'requester',5100000001,1796112164716063,NULL,NULL);
CREATE TABLE journal_before (
	event_id INTEGER NOT NULL,
	hash VARCHAR NOT NULL,
	CONSTRAINT pk_journal_before PRIMARY KEY (event_id),
	CONSTRAINT fk_journal_before_event_id_event FOREIGN KEY(event_id) REFERENCES event (id)
);
INSERT INTO "journal_before" VALUES(35,'c4355d7ebfe9f7ac1bbe5804b1e82d671d927e722726e82dea9fe494447cd6b3');
INSERT INTO "journal_before" VALUES(36,'feacb4767bc580996a4ac8ed9737eb5b524c0c5aff808affa23ee643cb5e9984');
INSERT INTO "journal_before" VALUES(37,'a7adeb33b691998b654d16b4040035fb9f2c53fff1a87814f4692cf9272bcb6b');
INSERT INTO "journal_before" VALUES(38,'dfa155c4eb7a6fb74f7086d4b9bb78eeaf01d2a82aef50965581f97700e77442');
INSERT INTO "journal_before" VALUES(39,'b9c4f5bec3adf6d6421d3e69e378f0a2dd71a05c425a5e2f272eac3c0411a62f');
INSERT INTO "journal_before" VALUES(40,'47b9b1982d534f036dad253dedcc4ba9d6ad7900f984a06d4e7bf6c875201a20');
INSERT INTO "journal_before" VALUES(41,'422a44c5c479f6f74c312e71714417b1fbc6027a48908062312f8a33ce15578b');
INSERT INTO "journal_before" VALUES(42,'abb33193b63f3266b8dfdd7f5e3b8b68f6489af27dc9d9c5e8c9533a6b996aaa');
INSERT INTO "journal_before" VALUES(43,'40e53932dc3a47ea7e9b6dde4dd70b65234690de1ac84368ff148cba32c7f4a5');
INSERT INTO "journal_before" VALUES(44,'e273bd3c88e991affe0056c4b0ba7f2df4a0fc4d8b10cb9fd77f63e332916205');
INSERT INTO "journal_before" VALUES(45,'8727f28883a5040e132ce0b42b915cca18c2899b21bf3944a2128b7d88d79573');
INSERT INTO "journal_before" VALUES(46,'3279c9fa1fda3b0706c5420eb68b62311007e7658df163f52adb5e7b70ec41d6');
INSERT INTO "journal_before" VALUES(47,'c56325d1240fc9d1745df8d0890add2419de1a94dd0c950ab7a014376352c7de');
INSERT INTO "journal_before" VALUES(48,'24097ad0eaecb609fd506e7f5e90c421bd03db3a8236b544b1fdd926f4257a8c');
INSERT INTO "journal_before" VALUES(49,'267653aa631dae384a4a46065bd03bd51a5b9b21f1f7b1e6541b9a8e4cfda0e4');
INSERT INTO "journal_before" VALUES(50,'682a4c2e97d7aea0482a8f1d327c8d8e6abe38a40e0ead1396fb80ae1e861d43');
INSERT INTO "journal_before" VALUES(51,'d3931303aa936d9bf41cef131ff57132171f6431c1aeea6dc0906d45cc5c55de');
INSERT INTO "journal_before" VALUES(52,'94678276f6d6be1fc373dac64e416a25ca92712623afe9a73311f1f22247583b');
INSERT INTO "journal_before" VALUES(53,'1c35215cc9fd65fd5213ece30a83b32aab43cfc04a5459919a4323ae7bcd6781');
INSERT INTO "journal_before" VALUES(54,'0357d766407ee6268ea82038ad5f5ddff4f778bf7c320b53ef9022a452368963');
INSERT INTO "journal_before" VALUES(55,'c70867698642088102cded62c3f7194788c574d763a7282aa8eb29b65707734c');
INSERT INTO "journal_before" VALUES(56,'cd1dcd40fa1a5fcd095f05a6add5c2f78c529f8e97fe5f1a5fab76054c9dd6a2');
INSERT INTO "journal_before" VALUES(57,'50b6ddc482886774eee8987305c05250b694e4c240edcdba4e68571e425a0225');
INSERT INTO "journal_before" VALUES(58,'a565a87c25107b646ec8a92b4c9f3814c1a4988b7e4de0c0b23c0385602135be');
INSERT INTO "journal_before" VALUES(59,'9badc821f8f5b95ce163ea66239ba3a69ec2c59e649d79bc92b332c5e129ba81');
CREATE TABLE journal_personal (
	event_id INTEGER NOT NULL,
	field VARCHAR NOT NULL,
	person_id BIGINT NOT NULL,
	value TEXT NOT NULL,
	salt VARCHAR NOT NULL,
	CONSTRAINT pk_journal_personal PRIMARY KEY (event_id, field),
	CONSTRAINT fk_journal_personal_event_id_event FOREIGN KEY(event_id) REFERENCES event (id)
);
INSERT INTO "journal_personal" VALUES(35,'reason',12,'"too dear"','3a20b4a8934eaf6b12eaa4d0bb39deeffcde58ada4f90a4fd1dbb822b827896d');
INSERT INTO "journal_personal" VALUES(36,'reason',12,'"too dear"','04bbfac5a964b5804d6b0d2194a3abf556d16715ca97213f93a79f3fb9f9de29');
INSERT INTO "journal_personal" VALUES(60,'hashes',0,'"6c95d984e4bc4b364948973138e4a8f9f8614782a86cba3b854970ffc1f89590"','cca1f4b9f8b250ea7fed4fd6f8b334d43d397a7009fd60f9e167f1ddf3e4f295');
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
CREATE TABLE market_call (
	day VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	calls INTEGER NOT NULL,
	CONSTRAINT pk_market_call PRIMARY KEY (day, kind)
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
INSERT INTO "member" VALUES(2,11,'requester',NULL,1,1,1796029200000000,NULL,NULL);
INSERT INTO "member" VALUES(2,12,'approver,requester',NULL,1,1,1796029200000000,NULL,NULL);
INSERT INTO "member" VALUES(2,13,'approver',NULL,1,1,1796029200000000,NULL,NULL);
INSERT INTO "member" VALUES(2,14,'approver',NULL,1,1,1796029200000000,NULL,NULL);
INSERT INTO "member" VALUES(2,15,'buyer',NULL,1,1,1796029200000000,NULL,NULL);
CREATE TABLE offer_words (
	offer_id VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	words TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_offer_words PRIMARY KEY (offer_id, language)
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
INSERT INTO "order_line" VALUES(1,1,'701136369475','26e49e08415c25ced7f48b74b9753525',20);
INSERT INTO "order_line" VALUES(2,1,'701136369475','26e49e08415c25ced7f48b74b9753525',20);
INSERT INTO "order_line" VALUES(3,1,'701136369475','26e49e08415c25ced7f48b74b9753525',20);
INSERT INTO "order_line" VALUES(4,1,'600000000002','',10);
INSERT INTO "order_line" VALUES(5,1,'600000000003','',30);
INSERT INTO "order_line" VALUES(6,1,'600000000004','',60);
INSERT INTO "order_line" VALUES(8,1,'600000000006','',10);
INSERT INTO "order_line" VALUES(9,1,'600000000007','',10);
INSERT INTO "order_line" VALUES(10,1,'600000000008','',10);
INSERT INTO "order_line" VALUES(11,1,'600000000009','',10);
INSERT INTO "order_line" VALUES(12,1,'600000000010','',10);
CREATE VIRTUAL TABLE order_words USING fts5(words, tokenize = "ascii tokenchars '_'", detail = none, columnsize = 0, prefix = 3);
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
INSERT INTO "outbox" VALUES(1,'card:1:5100000001:0:10179-8f5de304-0',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025751974257,1796025841984774,4,'',1796025751974257,1796025751997654,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(2,'card:1:5100000001:1:10179-8f5de304-1',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025752092587,1796025842096112,4,'',1796025752092587,1796025752676477,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(3,'card:1:5100000001:2:10179-8f5de304-2',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025752726548,1796025842730923,4,'',1796025752726548,1796025753676647,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(4,'card:1:5100000001:3:10179-8f5de304-3',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025753768273,1796025843776701,4,'',1796025753768273,1796025754676430,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(5,'placed:3301687771406784563:2d8a410465f6f714',5100000001,NULL,1,'placed','{"number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "pay": [{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301687771406784563", "way": "phone"}], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025755168719,1796025845678268,5,'',1796025755168719,1796025756676438,'10179-8f5de304',1,1,NULL,NULL);
INSERT INTO "outbox" VALUES(6,'card:1:5100000001:5:10179-8f5de304-4',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025755168719,1796025845178760,4,'',1796025755168719,1796025755678268,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(7,'paid:3301687771406784563',5100000001,NULL,1,'paid','{"agreed": null, "at": "2026-11-30T08:02:35Z", "number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "pay": [], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025756912804,1796025847676424,6,'',1796025756912804,1796025758677263,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(8,'card:1:5100000001:7:10179-8f5de304-5',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025756912804,1796025846921908,4,'',1796025756912804,1796025757676424,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(9,'shipped:3301687771406784563',5100000001,NULL,1,'shipped','{"number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "parcels": [{"bill_no": "YT281406784563", "company": "圆通速递(YTO)"}, {"bill_no": "78611406784564", "company": "中通快递(ZTO)"}], "pay": [], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025759111221,1796025849677273,7,'',1796025759111221,1796025760675961,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(10,'card:1:5100000001:9:10179-8f5de304-6',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025759111221,1796025849120404,4,'',1796025759111221,1796025759677273,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(11,'finished:3301687771406784563',5100000001,NULL,1,'finished','{"at": "2026-11-30T08:02:39Z", "number": 1, "offer_id": "701136369475", "order_id": "3301687771406784563", "pay": [], "pay_by": "2026-12-05T08:02:33Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796025761417582,1796025851677688,26,'',1796025761417582,1796026368676191,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(12,'card:1:5100000001:11:10179-8f5de304-7',5100000001,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796025761417582,1796025851427824,4,'',1796025761417582,1796025761677688,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(13,'team_opened:1:2026-11-30T08:02:41.995943+00:00:e0fcf4489d023b18',-4200001,NULL,NULL,'team_opened','{"by": "Anna", "by_id": 5100000001, "team_id": 1, "title": "Purchasing", "v": 1}','sent',0,1796025761995943,1796025852002834,13,'',1796025761995943,1796025762033511,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(14,'team_changed:1:2026-11-30T08:02:42.678521+00:00:5bc4d9bbec1b312e',-4200001,NULL,NULL,'team_changed','{"alone": false, "by": "Anna", "by_id": 5100000001, "proposed_by": null, "role": "approver", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:42.678521Z", "v": 1, "what": "invited"}','sent',0,1796025762678521,1796025852685753,16,'',1796025762678521,1796025762954178,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(15,'proposed:1:-4200001',-4200001,NULL,NULL,'team_proposed','{"by": "Anna", "by_id": 5100000001, "proposal_id": 1, "role": "approver", "second_from": "2026-11-30T08:12:43.691712Z", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:43.691712Z", "v": 1, "what": "invited"}','sent',0,1796025763691712,1796025853696983,19,'',1796025763691712,1796025763954313,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(16,'team_changed:1:2026-11-30T08:02:44.716063+00:00:c107bd9865b0541e',-4200001,NULL,NULL,'team_changed','{"alone": false, "by": "Anna", "by_id": 5100000001, "proposed_by": null, "role": "requester", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:44.716063Z", "v": 1, "what": "invited"}','sent',0,1796025764716063,1796025854720063,22,'',1796025764716063,1796025764954723,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(17,'proposed:2:-4200001',-4200001,NULL,NULL,'team_proposed','{"by": "Anna", "by_id": 5100000001, "proposal_id": 2, "role": "buyer", "second_from": "2026-11-30T08:12:45.741154Z", "team_id": 1, "title": "Purchasing", "until": "2026-12-01T08:02:45.741154Z", "v": 1, "what": "invited"}','sent',0,1796025765741154,1796025855744639,27,'',1796025765741154,1796026368952879,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(18,'card:2:5100000001:17:10179-8f5de304-8',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026399096502,1796026489101953,33,'',1796026399096502,1796026399115651,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(19,'card:2:5100000001:18:10179-8f5de304-9',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026399296059,1796026489300455,33,'',1796026399296059,1796026399892260,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(20,'card:2:5100000001:19:10179-8f5de304-10',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026399956241,1796026489967806,33,'',1796026399956241,1796026400894000,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(21,'card:2:5100000001:20:10179-8f5de304-11',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026401893480,1796026491898148,33,'',1796026401893480,1796026401908717,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(22,'card:2:5100000001:21:10179-8f5de304-12',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026401914111,1796026491923391,33,'',1796026401914111,1796026402892319,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(23,'placed:3301688771409785347:2d8a410465f6f714',5100000001,NULL,2,'placed','{"number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301688771409785347", "way": "phone"}], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026403311852,1796026493893271,34,'',1796026403311852,1796026404895640,'10179-8f5de304',1,1,NULL,NULL);
INSERT INTO "outbox" VALUES(24,'card:2:5100000001:23:10179-8f5de304-13',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026403311852,1796026493319307,33,'',1796026403311852,1796026403893271,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(25,'paid:3301688771409785347',5100000001,NULL,2,'paid','{"agreed": null, "at": "2026-11-30T08:13:23Z", "number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026405912348,1796026495932091,35,'',1796026405912348,1796026406891916,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(26,'card:2:5100000001:25:10179-8f5de304-14',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026405912348,1796026495921195,33,'',1796026405912348,1796026405932091,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(27,'cancelled:3301688771409785347',5100000001,NULL,2,'cancelled','{"number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "reason": "sellerGoodsLack", "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S", "was_paid": true}','sent',0,1796026408512035,1796026498533519,36,'',1796026408512035,1796026408892926,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(28,'refund_asked:3301688771409785347:5',5100000001,NULL,2,'refund_asked','{"amount": 38200, "number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "reason": "sellerGoodsLack", "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026408512035,1796026498892926,37,'',1796026408512035,1796026409892438,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(29,'card:2:5100000001:28:10179-8f5de304-15',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026408512035,1796026498526171,33,'',1796026408512035,1796026408533519,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(30,'refund_done:3301688771409785347:6',5100000001,NULL,2,'refund_done','{"amount": 38200, "number": 2, "offer_id": "701136369475", "order_id": "3301688771409785347", "pay": [], "pay_by": "2026-12-05T08:13:22Z", "quantity": 20, "reason": "", "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026410511513,1796026500892773,38,'',1796026410511513,1796026411893591,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(31,'card:2:5100000001:30:10179-8f5de304-16',5100000001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796026410511513,1796026500520135,33,'',1796026410511513,1796026410892773,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(32,'card:3:5100000001:31:10179-8f5de304-17',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026419760379,1796026509765407,42,'',1796026419760379,1796026419774034,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(33,'card:3:5100000001:32:10179-8f5de304-18',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026420160126,1796026510164347,42,'',1796026420160126,1796026420555972,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(34,'card:3:5100000001:33:10179-8f5de304-19',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026420589984,1796026510595421,42,'',1796026420589984,1796026422555990,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(35,'card:3:5100000001:34:10179-8f5de304-20',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026421555809,1796026512555990,42,'',1796026421555809,1796026423555863,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(36,'placed:3301690771415786915:2d8a410465f6f714',5100000001,NULL,3,'placed','{"number": 3, "offer_id": "701136369475", "order_id": "3301690771415786915", "pay": [{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301690771415786915", "way": "phone"}], "pay_by": "2026-12-05T08:13:41Z", "quantity": 20, "title": "Cotton crew-neck T-shirt, loose fit, in stock", "title_original": "纯棉圆领短袖T恤 宽松百搭 现货", "total": 38200, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "White / S", "variant_original": "白色 / S"}','sent',0,1796026423231397,1796026514556976,43,'',1796026423231397,1796026425556587,'10179-8f5de304',1,1,NULL,NULL);
INSERT INTO "outbox" VALUES(37,'card:3:5100000001:36:10179-8f5de304-21',5100000001,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796026423231397,1796026513555863,42,'',1796026423231397,1796026424556976,'10179-8f5de304',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(38,'card:4:11:37:-0',11,NULL,4,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(39,'card:4:-1001:38:-1',-1001,NULL,4,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(40,'card:5:11:39:-2',11,NULL,5,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(41,'card:5:-1001:40:-3',-1001,NULL,5,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(42,'card:6:11:41:-4',11,NULL,6,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(43,'card:6:-1001:42:-5',-1001,NULL,6,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(44,'card:7:11:43:-6',11,NULL,7,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(45,'card:8:11:44:-7',11,NULL,8,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(46,'card:8:-1001:45:-8',-1001,NULL,8,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(47,'declined:8',11,NULL,8,'declined','{"by": "Boris", "number": 8, "offer_id": "600000000006", "order_id": "", "quantity": 10, "reason": "too dear", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": ""}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(48,'card:9:11:47:-9',11,NULL,9,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(49,'card:9:-1001:48:-10',-1001,NULL,9,'card','{"anew": "", "v": 1}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(50,'approved:9:2',11,NULL,9,'approved','{"by": ["Boris"], "number": 9, "offer_id": "600000000007", "quantity": 10, "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": ""}','due',0,1796029200000000,NULL,NULL,'',1796029200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(51,'card:10:11:50:-11',11,NULL,10,'card','{"anew": "", "v": 1}','due',0,1796029205000000,NULL,NULL,'',1796029205000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(52,'card:10:-1001:51:-12',-1001,NULL,10,'card','{"anew": "", "v": 1}','due',0,1796029205000000,NULL,NULL,'',1796029205000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(53,'approved:10:2',11,NULL,10,'approved','{"by": ["Boris"], "number": 10, "offer_id": "600000000008", "quantity": 10, "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": ""}','due',0,1796029205000000,NULL,NULL,'',1796029205000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(54,'in_doubt:5:1',11,NULL,10,'in_doubt','{"at": "2026-11-30T09:00:10Z", "blind": false, "looked_for": true, "next_look": "2026-11-30T09:00:12Z", "number": 10, "offer_id": "600000000008", "quantity": 10, "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": ""}','due',0,1796029210000000,NULL,NULL,'',1796029210000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(55,'card:11:11:54:-13',11,NULL,11,'card','{"anew": "", "v": 1}','due',0,1796029210000000,NULL,NULL,'',1796029210000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(56,'card:11:-1001:55:-14',-1001,NULL,11,'card','{"anew": "", "v": 1}','due',0,1796029210000000,NULL,NULL,'',1796029210000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(57,'approved:11:2',11,NULL,11,'approved','{"by": ["Boris"], "number": 11, "offer_id": "600000000009", "quantity": 10, "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": ""}','due',0,1796029210000000,NULL,NULL,'',1796029210000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(58,'not_sent:6:1',11,NULL,11,'not_sent','{"again": true, "at": "2026-11-30T09:00:35Z", "denied": "", "number": 11, "offer_id": "600000000009", "quantity": 10, "reason": "connection refused", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": ""}','due',0,1796029215000000,NULL,NULL,'',1796029215000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(59,'card:12:11:58:-15',11,NULL,12,'card','{"anew": "", "v": 1}','due',0,1796029215000000,NULL,NULL,'',1796029215000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(60,'card:12:-1001:59:-16',-1001,NULL,12,'card','{"anew": "", "v": 1}','due',0,1796029215000000,NULL,NULL,'',1796029215000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(61,'approved:12:2',11,NULL,12,'approved','{"by": ["Boris"], "number": 12, "offer_id": "600000000010", "quantity": 10, "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": ""}','due',0,1796029215000000,NULL,NULL,'',1796029215000000,NULL,'',0,0,NULL,NULL);
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
INSERT INTO "parcel" VALUES('1688','3301687771406784563','LP0014067845630','YT281406784563','圆通速递(YTO)','SIGN',1,0,NULL,'',1796029360616601,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "parcel" VALUES('1688','3301687771406784563','LP0014067845641','78611406784564','中通快递(ZTO)','SIGN',1,0,NULL,'',1796029360816586,NULL,NULL,NULL,NULL,0,NULL,NULL);
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
CREATE TABLE person (
	id BIGINT NOT NULL,
	name VARCHAR NOT NULL,
	username VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	reachable BOOLEAN NOT NULL,
	seen_at BIGINT NOT NULL, notify TEXT,
	CONSTRAINT pk_person PRIMARY KEY (id)
);
INSERT INTO "person" VALUES(5100000001,'Anna','','en',1,1796025761995943,NULL);
INSERT INTO "person" VALUES(5100000004,'Daria','','ru',0,1796026383329523,NULL);
INSERT INTO "person" VALUES(10,'Owner','','en',1,1796029200000000,NULL);
INSERT INTO "person" VALUES(11,'Anna','','en',1,1796029200000000,NULL);
INSERT INTO "person" VALUES(12,'Boris','','en',1,1796029200000000,NULL);
INSERT INTO "person" VALUES(13,'Chen','','en',1,1796029200000000,NULL);
INSERT INTO "person" VALUES(14,'Daria','','en',1,1796029200000000,NULL);
INSERT INTO "person" VALUES(15,'Eva','','en',1,1796029200000000,NULL);
INSERT INTO "person" VALUES(99,'Stranger','','en',1,1796029200000000,NULL);
INSERT INTO "person" VALUES(9,'Second','','en',1,1796029200000000,NULL);
CREATE TABLE policy (
	team_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	rules TEXT NOT NULL,
	made_by BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_policy PRIMARY KEY (team_id, version),
	CONSTRAINT fk_policy_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "policy" VALUES(1,1,'{"alone":true,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":5000000,"hour":30,"order":2000000},"escalate":null,"expire":1440,"form":2,"note_from":null,"remind":null,"rules":[{"goods":[],"least":0,"most":null,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"approver"}]}],"together":{"by":["requester"],"span":1440},"tolerance":{"change":0,"total":0}}',5100000001,1796025761995943);
INSERT INTO "policy" VALUES(2,1,'{"alone":true,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":5000000,"hour":30,"order":2000000},"escalate":null,"expire":1440,"form":2,"note_from":null,"remind":null,"rules":[{"goods":[],"least":0,"most":null,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"approver"}]}],"together":{"by":["requester"],"span":1440},"tolerance":{"change":0,"total":0}}',10,1796029200000000);
INSERT INTO "policy" VALUES(2,2,'{"alone":false,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":500000,"hour":null,"order":null},"escalate":{"after":480,"to":[13]},"expire":1440,"form":2,"note_from":100000,"remind":120,"rules":[{"goods":[],"least":0,"most":15000,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"approver"}]},{"goods":[],"least":50000,"most":null,"requesters":[],"sellers":[],"steps":[{"count":null,"of":"admin"}]},{"goods":[],"least":0,"most":null,"requesters":[],"sellers":[],"steps":[{"count":2,"of":[12,13,14]}]}],"together":null,"tolerance":{"change":200,"total":200}}',10,1796029200000000);
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
INSERT INTO "proposal" VALUES(1,1,'invited','{"role": "approver"}',0,5100000001,1796025763691712,'',NULL,NULL);
INSERT INTO "proposal" VALUES(2,1,'invited','{"role": "buyer"}',0,5100000001,1796025765741154,'',NULL,NULL);
CREATE TABLE push (
	message_id VARCHAR NOT NULL,
	topic VARCHAR NOT NULL,
	received_at BIGINT NOT NULL,
	CONSTRAINT pk_push PRIMARY KEY (message_id)
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
INSERT INTO "refund" VALUES('1688','TQ3301689771412786131','3301688771409785347','done','refundsuccess',38200,38200,0,NULL,NULL,0,0,'','','','','','',NULL,NULL);
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
INSERT INTO "remote_order" VALUES('1688','3301687771406784563',1,1,'finished','none',7,'success',38200,1200,0,'义乌市暖针服饰有限公司','nuanzhen_fs','','[{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301687771406784563&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301687771406784563", "way": "phone"}]',1796457753000000,'',1796025753978089,1796025759000000,1796025755000000,1796025761417582,NULL,0,'agreed',1,20,38200,NULL,1796025759000000,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301688771409785347',2,2,'cancelled','done',6,'cancel',38200,1200,38200,'义乌市暖针服饰有限公司','nuanzhen_fs','sellerGoodsLack','[{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301688771409785347&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301688771409785347", "way": "phone"}]',1796458402000000,'',1796026402122460,1796026408000000,1796026403000000,1796026410511513,NULL,0,'agreed',1,20,38200,NULL,NULL,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301690771415786915',3,3,'to_pay','none',1,'waitbuyerpay',38200,1200,0,'义乌市暖针服饰有限公司','nuanzhen_fs','','[{"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915", "way": "alipay"}, {"reason": "", "url": "https://trade.1688.com/order/cashier.htm?orderId=3301690771415786915&channel=kjpay", "way": "cross"}, {"reason": "", "url": "https://payment2.m.1688.com/page/cashier.html?orderId=3301690771415786915", "way": "phone"}]',1796458421000000,'',1796026421840549,1796026421000000,NULL,1796026423231397,NULL,0,'agreed',1,20,38200,NULL,NULL,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783779',4,9,'to_pay','none',0,'',10500,0,0,'杭州某某服饰有限公司','','',NULL,NULL,'',1796029205000000,NULL,NULL,NULL,1796029205000000,0,'checking',NULL,NULL,NULL,NULL,NULL,'',NULL,NULL);
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
INSERT INTO "request" VALUES(1,5100000001,5100000001,NULL,'closed',6,'701136369475','{"category": "T-shirts", "category_id": "1031911", "image_url": "http://127.0.0.1:8790/pictures/701136369475.png", "lot": null, "minimum": 2, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "701136369475", "price_by": "sku", "seller": {"company": "义乌市暖针服饰有限公司", "login": "", "open_id": "BBBknit839d15cfOpenid", "repeat_percent": "51%", "score": "4.5", "years": 1}, "ship_within": "48 h", "ships_from": "浙江省 义乌市", "skus": [{"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-0.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389270", "spec_id": "26e49e08415c25ced7f48b74b9753525", "stock": 60}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-1.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389271", "spec_id": "fe7644bc671f059180bcdc7fd7f439e5", "stock": 67}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-2.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389272", "spec_id": "9c2352c0c457ceb2f16dc0d0f0fc36ef", "stock": 74}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-3.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389273", "spec_id": "cc72299ebdc7c7ee6ff60dd3e6c7f350", "stock": 81}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-4.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389274", "spec_id": "932583d927fa62cf6bb5897ab0ea0b82", "stock": 88}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-5.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389275", "spec_id": "98f820436b8b4263a04c0d82c2c9173f", "stock": 95}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-6.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389276", "spec_id": "8aaf206e37ed24364cd14de7494c4018", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-7.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389277", "spec_id": "df638ce5b569a432b143392d491224ae", "stock": 109}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-8.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389278", "spec_id": "679d2f928a43a4029a5d46d27c2ae594", "stock": 116}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-9.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389279", "spec_id": "88d8cf54034232ee808558e5ce868fa4", "stock": 123}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-10.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389280", "spec_id": "a9db041d5c2fb9a290b3f40588e19f63", "stock": 130}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-11.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389281", "spec_id": "6603bd175aaa081e4d4890c67563d67c", "stock": 137}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-12.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389282", "spec_id": "9d622e929c7b0b9f0de3d8bd21837c81", "stock": 144}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-13.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389283", "spec_id": "ffc9218e3a6245d741eb86d642acbe14", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-14.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389284", "spec_id": "c768a69113860cbe9436808de951e824", "stock": 158}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-15.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389285", "spec_id": "82473a4449827a71d7cc53a205144915", "stock": 165}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-16.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389286", "spec_id": "406375380b3fd14398755c89b6275174", "stock": 172}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-17.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389287", "spec_id": "bb207ad0e43e7a80313fc141cca5d559", "stock": 179}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-18.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389288", "spec_id": "05f04ac1333cca1ea8fa95497d33e773", "stock": 186}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-19.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389289", "spec_id": "c2f8f228dd947d2dfbe9473c88be51c2", "stock": 193}], "sold": "14517", "status": "published", "stock": 2277, "tiers": [{"price": 1850, "start": 2}], "title": "纯棉圆领短袖T恤 宽松百搭 现货", "title_translated": "Cotton crew-neck T-shirt, loose fit, in stock", "unit": "件", "unit_translated": "piece", "words": []}','26e49e08415c25ced7f48b74b9753525',20,'761204518','金华市 (王海燕)','','',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}','2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084',NULL,'882374664:0',1796112151974257,'',1796025751974257,1796025761417582,NULL,NULL,'',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}',NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'orders-ended');
INSERT INTO "request" VALUES(2,5100000001,5100000001,NULL,'closed',6,'701136369475','{"category": "T-shirts", "category_id": "1031911", "image_url": "http://127.0.0.1:8790/pictures/701136369475.png", "lot": null, "minimum": 2, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "701136369475", "price_by": "sku", "seller": {"company": "义乌市暖针服饰有限公司", "login": "", "open_id": "BBBknit839d15cfOpenid", "repeat_percent": "51%", "score": "4.5", "years": 1}, "ship_within": "48 h", "ships_from": "浙江省 义乌市", "skus": [{"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-0.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389270", "spec_id": "26e49e08415c25ced7f48b74b9753525", "stock": 40}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-1.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389271", "spec_id": "fe7644bc671f059180bcdc7fd7f439e5", "stock": 67}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-2.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389272", "spec_id": "9c2352c0c457ceb2f16dc0d0f0fc36ef", "stock": 74}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-3.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389273", "spec_id": "cc72299ebdc7c7ee6ff60dd3e6c7f350", "stock": 81}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-4.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389274", "spec_id": "932583d927fa62cf6bb5897ab0ea0b82", "stock": 88}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-5.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389275", "spec_id": "98f820436b8b4263a04c0d82c2c9173f", "stock": 95}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-6.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389276", "spec_id": "8aaf206e37ed24364cd14de7494c4018", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-7.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389277", "spec_id": "df638ce5b569a432b143392d491224ae", "stock": 109}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-8.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389278", "spec_id": "679d2f928a43a4029a5d46d27c2ae594", "stock": 116}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-9.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389279", "spec_id": "88d8cf54034232ee808558e5ce868fa4", "stock": 123}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-10.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389280", "spec_id": "a9db041d5c2fb9a290b3f40588e19f63", "stock": 130}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-11.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389281", "spec_id": "6603bd175aaa081e4d4890c67563d67c", "stock": 137}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-12.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389282", "spec_id": "9d622e929c7b0b9f0de3d8bd21837c81", "stock": 144}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-13.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389283", "spec_id": "ffc9218e3a6245d741eb86d642acbe14", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-14.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389284", "spec_id": "c768a69113860cbe9436808de951e824", "stock": 158}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-15.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389285", "spec_id": "82473a4449827a71d7cc53a205144915", "stock": 165}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-16.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389286", "spec_id": "406375380b3fd14398755c89b6275174", "stock": 172}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-17.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389287", "spec_id": "bb207ad0e43e7a80313fc141cca5d559", "stock": 179}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-18.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389288", "spec_id": "05f04ac1333cca1ea8fa95497d33e773", "stock": 186}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-19.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389289", "spec_id": "c2f8f228dd947d2dfbe9473c88be51c2", "stock": 193}], "sold": "14517", "status": "published", "stock": 2257, "tiers": [{"price": 1850, "start": 2}], "title": "纯棉圆领短袖T恤 宽松百搭 现货", "title_translated": "Cotton crew-neck T-shirt, loose fit, in stock", "unit": "件", "unit_translated": "piece", "words": []}','26e49e08415c25ced7f48b74b9753525',20,'761204518','金华市 (王海燕)','','',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}','2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084',NULL,'882374681:0',1796112801914111,'',1796026399096502,1796026408512035,1,1,'',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}',NULL,NULL,'',1796026401914111,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'orders-ended');
INSERT INTO "request" VALUES(3,5100000001,5100000001,NULL,'approved',5,'701136369475','{"category": "T-shirts", "category_id": "1031911", "image_url": "http://127.0.0.1:8790/pictures/701136369475.png", "lot": null, "minimum": 2, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "701136369475", "price_by": "sku", "seller": {"company": "义乌市暖针服饰有限公司", "login": "", "open_id": "BBBknit839d15cfOpenid", "repeat_percent": "51%", "score": "4.5", "years": 1}, "ship_within": "48 h", "ships_from": "浙江省 义乌市", "skus": [{"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-0.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389270", "spec_id": "26e49e08415c25ced7f48b74b9753525", "stock": 40}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-1.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389271", "spec_id": "fe7644bc671f059180bcdc7fd7f439e5", "stock": 67}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-2.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389272", "spec_id": "9c2352c0c457ceb2f16dc0d0f0fc36ef", "stock": 74}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-3.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389273", "spec_id": "cc72299ebdc7c7ee6ff60dd3e6c7f350", "stock": 81}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-4.png", "name": "颜色", "name_translated": "Color", "value": "白色", "value_translated": "White"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389274", "spec_id": "932583d927fa62cf6bb5897ab0ea0b82", "stock": 88}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-5.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389275", "spec_id": "98f820436b8b4263a04c0d82c2c9173f", "stock": 95}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-6.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389276", "spec_id": "8aaf206e37ed24364cd14de7494c4018", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-7.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389277", "spec_id": "df638ce5b569a432b143392d491224ae", "stock": 109}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-8.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389278", "spec_id": "679d2f928a43a4029a5d46d27c2ae594", "stock": 116}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-9.png", "name": "颜色", "name_translated": "Color", "value": "黑色", "value_translated": "Black"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389279", "spec_id": "88d8cf54034232ee808558e5ce868fa4", "stock": 123}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-10.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389280", "spec_id": "a9db041d5c2fb9a290b3f40588e19f63", "stock": 130}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-11.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389281", "spec_id": "6603bd175aaa081e4d4890c67563d67c", "stock": 137}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-12.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389282", "spec_id": "9d622e929c7b0b9f0de3d8bd21837c81", "stock": 144}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-13.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389283", "spec_id": "ffc9218e3a6245d741eb86d642acbe14", "stock": 0}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-14.png", "name": "颜色", "name_translated": "Color", "value": "藏青色", "value_translated": "Navy"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389284", "spec_id": "c768a69113860cbe9436808de951e824", "stock": 158}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-15.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "S", "value_translated": "S"}], "price": 1850, "sku_id": "5837560389285", "spec_id": "82473a4449827a71d7cc53a205144915", "stock": 165}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-16.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "M", "value_translated": "M"}], "price": 1900, "sku_id": "5837560389286", "spec_id": "406375380b3fd14398755c89b6275174", "stock": 172}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-17.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "L", "value_translated": "L"}], "price": 1950, "sku_id": "5837560389287", "spec_id": "bb207ad0e43e7a80313fc141cca5d559", "stock": 179}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-18.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "XL", "value_translated": "XL"}], "price": 2000, "sku_id": "5837560389288", "spec_id": "05f04ac1333cca1ea8fa95497d33e773", "stock": 186}, {"attributes": [{"image_url": "http://127.0.0.1:8790/pictures/701136369475-19.png", "name": "颜色", "name_translated": "Color", "value": "红色", "value_translated": "Red"}, {"image_url": "", "name": "尺码", "name_translated": "Size", "value": "2XL", "value_translated": "2XL"}], "price": 2050, "sku_id": "5837560389289", "spec_id": "c2f8f228dd947d2dfbe9473c88be51c2", "stock": 193}], "sold": "14517", "status": "published", "stock": 2257, "tiers": [{"price": 1850, "start": 2}], "title": "纯棉圆领短袖T恤 宽松百搭 现货", "title_translated": "Cotton crew-neck T-shirt, loose fit, in stock", "unit": "件", "unit_translated": "piece", "words": []}','26e49e08415c25ced7f48b74b9753525',20,'761204518','金华市 (王海燕)','','',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}','2d8a410465f6f714a0f05899ea1582dce0419753f9d5d16592738714c3664084',NULL,'882374687:0',1796112821630351,'',1796026419760379,1796026421630351,1,1,'',NULL,'{"address_id": "761204518", "discount": 0, "flow": "general", "freight": 1200, "goods": 37000, "note": "", "offer_id": "701136369475", "quantity": 20, "reading": "after discount", "seller": "BBBknit839d15cfOpenid", "spec_id": "26e49e08415c25ced7f48b74b9753525", "total": 38200, "trade_mode": "assureTrade", "unit_price": 1850}',NULL,NULL,'',1796026421630351,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(4,11,11,NULL,'pending',2,'600000000002','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000002", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000002", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}','eecef6e028e10605af65c78f94e8264ea4a792e655f4dc0ff9d34f815d954e29',NULL,NULL,1796115600000000,'',1796029200000000,1796029200000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:00+00:00","remind_at":"2026-12-01T02:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}',NULL,NULL,NULL,'',1796029200000000,1796090400000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(5,11,11,NULL,'pending',2,'600000000003','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000003", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,30,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 30000, "note": "", "offer_id": "600000000003", "quantity": 30, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 30500, "trade_mode": "fxassure", "unit_price": 1000}','b826352e2fc260e843e7315c5358311e9e6753df6197e2b4cd9995ad69e75a1c',NULL,NULL,1796115600000000,'',1796029200000000,1796029200000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:00+00:00","remind_at":"2026-12-01T02:00:00+00:00","requester_id":11,"steps":[{"count":2,"of":[12,13,14]}],"total":30500}',NULL,NULL,NULL,'',1796029200000000,1796090400000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(6,11,11,NULL,'pending',2,'600000000004','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000004", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,60,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 60000, "note": "", "offer_id": "600000000004", "quantity": 60, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 60500, "trade_mode": "fxassure", "unit_price": 1000}','86db60f14d29828d327b3ec55ca38f682675af9f70c0987b535e6d0633ea25bb',NULL,NULL,1796115600000000,'',1796029200000000,1796029200000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:00+00:00","remind_at":"2026-12-01T02:00:00+00:00","requester_id":11,"steps":[{"count":null,"of":"admin"}],"total":60500}',NULL,NULL,NULL,'',1796029200000000,1796090400000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(7,11,11,NULL,'draft',1,'600000000005','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000005", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000005", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}','a1cb31b78b9eedd549a4b58a7f7b037a9d55113c81f1a0e6ab5b476e5f924adf',NULL,NULL,1796115600000000,'',1796029200000000,1796029200000000,2,NULL,'',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(8,11,11,NULL,'rejected',3,'600000000006','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000006", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000006", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}','f0a1db54d4fc20382846f44cda1f621031d53fe79b9b042666dd8cccb8bfd723',NULL,NULL,1796115600000000,'too dear',1796029200000000,1796029200000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:00+00:00","remind_at":"2026-12-01T02:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}',NULL,NULL,NULL,'',1796029200000000,1796090400000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'declined');
INSERT INTO "request" VALUES(9,11,11,NULL,'approved',3,'600000000007','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000007", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000007", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}','06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18',NULL,NULL,1796115600000000,'',1796029200000000,1796029200000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:00+00:00","remind_at":"2026-12-01T02:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000007", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}',NULL,NULL,'',1796029200000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(10,11,11,NULL,'approved',3,'600000000008','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000008", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000008", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}','17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597',NULL,NULL,1796115605000000,'',1796029205000000,1796029205000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:05+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:05+00:00","remind_at":"2026-12-01T02:00:05+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000008", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}',NULL,NULL,'',1796029205000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(11,11,11,NULL,'approved',3,'600000000009','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000009", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000009", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}','5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208',NULL,NULL,1796115610000000,'',1796029210000000,1796029210000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:10+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:10+00:00","remind_at":"2026-12-01T02:00:10+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000009", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}',NULL,NULL,'',1796029210000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(12,11,11,NULL,'approved',3,'600000000010','{"category": "T恤", "category_id": "1031910", "image_url": "", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000010", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "login": "", "open_id": "b2b-1", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "ships_from": "", "skus": [], "sold": "", "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000010", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}','e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8',NULL,NULL,1796115615000000,'',1796029215000000,1796029215000000,2,2,'','{"anew_at":null,"beside":0,"escalate_at":"2026-12-01T08:00:15+00:00","escalate_to":[13],"expire_at":"2026-12-01T09:00:15+00:00","remind_at":"2026-12-01T02:00:15+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "note": "", "offer_id": "600000000010", "quantity": 10, "reading": "after discount", "seller": "b2b-1", "spec_id": null, "total": 10500, "trade_mode": "fxassure", "unit_price": 1000}',NULL,NULL,'',1796029215000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
CREATE TABLE search (
	id INTEGER NOT NULL,
	person_id BIGINT NOT NULL,
	chat_id BIGINT NOT NULL,
	search TEXT NOT NULL,
	at BIGINT NOT NULL,
	CONSTRAINT pk_search PRIMARY KEY (id),
	CONSTRAINT fk_search_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
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
INSERT INTO "team" VALUES(1,-4200001,'Purchasing','en','Asia/Shanghai','',NULL,NULL,1,1,1796025761995943,NULL,'',NULL);
INSERT INTO "team" VALUES(2,-1001,'Buying','en','Asia/Shanghai','',NULL,NULL,2,1,1796029200000000,NULL,'',NULL);
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
INSERT INTO "to_index" VALUES(1,1);
INSERT INTO "to_index" VALUES(2,2);
INSERT INTO "to_index" VALUES(3,3);
INSERT INTO "to_index" VALUES(4,4);
INSERT INTO "to_index" VALUES(5,5);
INSERT INTO "to_index" VALUES(6,6);
INSERT INTO "to_index" VALUES(7,8);
INSERT INTO "to_index" VALUES(8,9);
INSERT INTO "to_index" VALUES(9,10);
INSERT INTO "to_index" VALUES(10,11);
INSERT INTO "to_index" VALUES(11,12);
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
INSERT INTO "token" VALUES(1,'5ca12fabd4c049db09d5a074823dbe80050d9e528c0f0bf6b105b1b58c7d602a','sealed1:23ea3dd9caf2f457:gAAAAABrDS2TgmSdX3k1RdMvfbvMtfq98HVkP1zxELyTGSBC0LShkdZyaX3faca1Qjb37MO8ygQdJFKaq1fcrpavLqlXNNrMfEhPFZuz20BsAaMJAf4rQnqBlz-l6tgjDAVUIkDyvhmF',NULL,'sealed1:d4bf3db9cf850022:gAAAAABrDS2TJapA-mTj-FwAdLIcEJwbh95XoSG5XIm80d12ihANfDgCMRtOUWIzi4MrnTZLojDpOzFIw5SF7spAT5jiEAlOFkVI77g1FI_OIXpGFr1DQnBISlHyqLDXNOPcZtFVz-lU',NULL,1796025747321237);
CREATE TABLE topic_tag (
	team_id INTEGER NOT NULL,
	topic_id BIGINT NOT NULL,
	tag VARCHAR NOT NULL,
	CONSTRAINT pk_topic_tag PRIMARY KEY (team_id, topic_id),
	CONSTRAINT fk_topic_tag_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
CREATE TABLE turn (
	name VARCHAR NOT NULL,
	owner VARCHAR NOT NULL,
	epoch INTEGER NOT NULL,
	until BIGINT NOT NULL,
	CONSTRAINT pk_turn PRIMARY KEY (name)
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
CREATE TABLE waybill (
	bill_no VARCHAR NOT NULL,
	person_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	told_at BIGINT,
	CONSTRAINT pk_waybill PRIMARY KEY (bill_no, person_id),
	CONSTRAINT fk_waybill_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
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
CREATE INDEX ix_request_requester_id_id ON request (requester_id, id);
CREATE INDEX ix_request_state_valid_until ON request (state, valid_until);
CREATE INDEX ix_attempt_state_next_look_at ON attempt (state, next_look_at);
CREATE UNIQUE INDEX one_live ON attempt (request_id) WHERE state NOT IN ('refused', 'abandoned', 'withdrawn');
CREATE INDEX ix_event_request_id ON event (request_id);
CREATE INDEX ix_inbox_state_update_id ON inbox (state, update_id);
CREATE INDEX ix_outbox_chat_id_id ON outbox (chat_id, id);
CREATE INDEX ix_outbox_state_next_at ON outbox (state, next_at);
CREATE TRIGGER request_state_moves BEFORE UPDATE OF state ON request WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('draft>pending', 'draft>cancelled', 'draft>expired', 'pending>draft', 'pending>approved', 'pending>rejected', 'pending>cancelled', 'pending>expired', 'approved>pending', 'approved>closed', 'approved>cancelled', 'approved>expired') BEGIN SELECT RAISE(ABORT, 'request.state may not move like this'); END;
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
CREATE TRIGGER attempt_state_moves BEFORE UPDATE OF state ON attempt WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('ready>submitting', 'ready>withdrawn', 'submitting>ready', 'submitting>placed', 'submitting>refused', 'submitting>in_doubt', 'submitting>conflict', 'in_doubt>placed', 'in_doubt>conflict', 'in_doubt>needs_person', 'needs_person>ready', 'needs_person>placed', 'needs_person>conflict', 'needs_person>abandoned', 'conflict>placed', 'placed>conflict') BEGIN SELECT RAISE(ABORT, 'attempt.state may not move like this'); END;
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
CREATE TRIGGER decision_of_others BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM asked_line JOIN request ON request.id = NEW.request_id WHERE asked_line.request_id IN (request.id, request.part_of) AND asked_line.added_by = NEW.approver_id) BEGIN SELECT RAISE(ABORT, 'nobody decides on what they added a line to'); END;
CREATE TRIGGER request_sums_new BEFORE INSERT ON request WHEN EXISTS (SELECT 1 FROM json_each('["goods", "freight", "discount", "total"]') AS named WHERE json_array_length(NEW.snapshot, '$.parts') > 0 AND json_extract(NEW.snapshot, '$.' || named.value) <> (SELECT sum(json_extract(part.value, '$.' || named.value)) FROM json_each(NEW.snapshot, '$.parts') AS part)) BEGIN SELECT RAISE(ABORT, 'a request costs what its parts cost'); END;
CREATE TRIGGER request_sums_changed BEFORE UPDATE OF snapshot ON request WHEN EXISTS (SELECT 1 FROM json_each('["goods", "freight", "discount", "total"]') AS named WHERE json_array_length(NEW.snapshot, '$.parts') > 0 AND json_extract(NEW.snapshot, '$.' || named.value) <> (SELECT sum(json_extract(part.value, '$.' || named.value)) FROM json_each(NEW.snapshot, '$.parts') AS part)) BEGIN SELECT RAISE(ABORT, 'a request costs what its parts cost'); END;
CREATE INDEX ix_inbox_with_text ON inbox (state, finished_at) WHERE lane <> '' AND state <> 'new';
CREATE INDEX ix_outbox_with_text ON outbox (state, sent_at) WHERE emptied_at IS NULL;
CREATE INDEX ix_outbox_of_request ON outbox (request_id) WHERE emptied_at IS NULL;
CREATE INDEX never_asked ON request (updated_at) WHERE closed_reason IN ('by-requester', 'unconfirmed', 'to-list', 'team-closed') AND pending_at IS NULL AND approved IS NULL AND part_of IS NULL;
CREATE INDEX ix_decision_request_id ON decision (request_id);
CREATE INDEX event_milestones ON event (id) WHERE kind IN ('journal_anchored', 'journal_converted');
CREATE INDEX ix_journal_personal_person_id ON journal_personal (person_id);
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event  BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER event_never_leaves BEFORE DELETE ON event  BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER event_never_replaced BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'event is append only'); END;
CREATE TRIGGER journal_personal_never_changes BEFORE UPDATE ON journal_personal  BEGIN SELECT RAISE(ABORT, 'journal_personal is added to and deleted from, never changed'); END;
CREATE TRIGGER journal_personal_never_replaced BEFORE INSERT ON journal_personal WHEN EXISTS (SELECT 1 FROM journal_personal WHERE event_id = NEW.event_id AND field = NEW.field) BEGIN SELECT RAISE(ABORT, 'journal_personal is added to and deleted from, never changed'); END;
CREATE TRIGGER journal_before_never_changes BEFORE UPDATE ON journal_before  BEGIN SELECT RAISE(ABORT, 'journal_before is added to and deleted from, never changed'); END;
CREATE TRIGGER journal_before_never_replaced BEFORE INSERT ON journal_before WHEN EXISTS (SELECT 1 FROM journal_before WHERE event_id = NEW.event_id) BEGIN SELECT RAISE(ABORT, 'journal_before is added to and deleted from, never changed'); END;
CREATE INDEX ix_remote_order_next_look_at ON remote_order (next_look_at);
CREATE INDEX ix_remote_order_request_id ON remote_order (request_id);
CREATE INDEX ix_remote_order_state_pay_by ON remote_order (state, pay_by);
CREATE TRIGGER remote_order_state_moves BEFORE UPDATE OF state ON remote_order WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('to_pay>paid', 'to_pay>part_shipped', 'to_pay>shipped', 'to_pay>received', 'to_pay>finished', 'to_pay>cancelled', 'paid>part_shipped', 'paid>shipped', 'paid>received', 'paid>finished', 'paid>cancelled', 'part_shipped>shipped', 'part_shipped>received', 'part_shipped>finished', 'part_shipped>cancelled', 'shipped>received', 'shipped>finished', 'shipped>cancelled', 'received>finished', 'received>cancelled') BEGIN SELECT RAISE(ABORT, 'remote_order.state may not move like this'); END;
CREATE TRIGGER remote_order_refund_moves BEFORE UPDATE OF refund ON remote_order WHEN OLD.refund <> NEW.refund AND (OLD.refund || '>' || NEW.refund) NOT IN ('none>asked', 'none>done', 'asked>done', 'asked>closed', 'closed>asked', 'closed>done', 'done>asked') BEGIN SELECT RAISE(ABORT, 'remote_order.refund may not move like this'); END;
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
CREATE TRIGGER arrival_never_changes BEFORE UPDATE ON arrival  BEGIN SELECT RAISE(ABORT, 'arrival is append only'); END;
CREATE TRIGGER arrival_never_leaves BEFORE DELETE ON arrival  BEGIN SELECT RAISE(ABORT, 'arrival is append only'); END;
CREATE TRIGGER arrival_never_replaced BEFORE INSERT ON arrival WHEN EXISTS (SELECT 1 FROM arrival WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'arrival is append only'); END;
CREATE INDEX ix_errand_market_order_id ON errand (market, order_id);
CREATE UNIQUE INDEX one_errand ON errand (market, order_id) WHERE state IN ('waits', 'asked', 'unclear');
CREATE UNIQUE INDEX one_draft ON errand (market, order_id, person_id) WHERE state = 'draft';
CREATE TRIGGER errand_state_moves BEFORE UPDATE OF state ON errand WHEN OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ('draft>waits', 'draft>asked', 'draft>dropped', 'waits>asked', 'waits>dropped', 'asked>unclear', 'asked>done', 'asked>refused', 'asked>dropped', 'unclear>done', 'unclear>refused', 'unclear>dropped') BEGIN SELECT RAISE(ABORT, 'errand.state may not move like this'); END;
CREATE INDEX ix_search_at ON search (at);
CREATE INDEX ix_comparison_at ON comparison (at);
CREATE INDEX ix_seller_answer_request_id ON seller_answer (request_id);
CREATE INDEX ix_order_line_offer_id ON order_line (offer_id);
CREATE INDEX ix_other_cost_part_request_id ON other_cost_part (request_id);
CREATE INDEX placed_not_paid ON remote_order (placed_at, order_id) WHERE (paid_at IS NULL) IS TRUE;
CREATE INDEX tagged ON asked_line (added_at) WHERE tag <> '';
CREATE INDEX of_tag ON asked_line (tag, request_id) WHERE tag <> '';
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
COMMIT;
