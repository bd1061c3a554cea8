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
INSERT INTO "arrival" VALUES(1,'1688','3301686771403783787','3301686771403783787','','good',7,'',15,'15:k3301686771403783787',0,NULL,1796098455000000);
INSERT INTO "arrival" VALUES(2,'1688','3301686771403783787','3301686771403783787','','damaged',1,'',15,'15:k3301686771403783787',1,NULL,1796098455000000);
INSERT INTO "arrival" VALUES(3,'1688','3301686771403783788','3301686771403783788','','good',7,'',15,'15:k3301686771403783788',0,NULL,1796098460000000);
INSERT INTO "arrival" VALUES(4,'1688','3301686771403783788','3301686771403783788','','damaged',1,'',15,'15:k3301686771403783788',1,NULL,1796098460000000);
INSERT INTO "arrival" VALUES(5,'1688','3301686771403783789','3301686771403783789','','good',7,'',15,'15:k3301686771403783789',0,NULL,1796098465000000);
INSERT INTO "arrival" VALUES(6,'1688','3301686771403783789','3301686771403783789','','damaged',1,'',15,'15:k3301686771403783789',1,NULL,1796098465000000);
INSERT INTO "arrival" VALUES(7,'1688','3301686771403783790','3301686771403783790','','good',7,'',15,'15:k3301686771403783790',0,NULL,1796098470000000);
INSERT INTO "arrival" VALUES(8,'1688','3301686771403783790','3301686771403783790','','damaged',1,'',15,'15:k3301686771403783790',1,NULL,1796098470000000);
INSERT INTO "arrival" VALUES(9,'1688','3301686771403783791','3301686771403783791','','good',7,'',15,'15:k3301686771403783791',0,NULL,1796098595000000);
INSERT INTO "arrival" VALUES(10,'1688','3301686771403783791','3301686771403783791','','damaged',1,'',15,'15:k3301686771403783791',1,NULL,1796098595000000);
INSERT INTO "arrival" VALUES(11,'1688','3301686771403783791','3301686771403783791','','cancelled',2,'',NULL,'refund:TQ2',0,NULL,1796098715000000);
INSERT INTO "arrival" VALUES(12,'1688','3301686771403783792','3301686771403783792','','good',7,'',15,'15:k3301686771403783792',0,NULL,1796098720000000);
INSERT INTO "arrival" VALUES(13,'1688','3301686771403783792','3301686771403783792','','damaged',1,'',15,'15:k3301686771403783792',1,NULL,1796098720000000);
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
INSERT INTO "attempt" VALUES(1,9,'refused',2,1,'cross','CGd39cf3c91d94332befaf4b9fad7dabe2','{"outOrderId": "CGd39cf3c91d94332befaf4b9fad7dabe2", "placing": "Placing(lines=(PricedLine(offer_id=''600000000010'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGd39cf3c91d94332befaf4b9fad7dabe2'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','aa6f651bff6b5dae1264ce0a73e805bab167740d7841913da84b996781c6c315','test',1796097665000000,NULL,1796097605000000,'{}','no stock',NULL,0,0,0,0,NULL,NULL,1796097600000000,1796097605000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(2,10,'withdrawn',1,0,'cross','CGf4213c4caa39dbb277dabfa7b6bc9f78',NULL,NULL,'',NULL,1796097635000000,NULL,'','taken back',NULL,0,0,0,0,NULL,NULL,1796097635000000,1796097635000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(3,11,'placed',2,1,'cross','CGc66c0a164a319665c59be4d4492be321','{"outOrderId": "CGc66c0a164a319665c59be4d4492be321", "placing": "Placing(lines=(PricedLine(offer_id=''600000000012'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGc66c0a164a319665c59be4d4492be321'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','944459378bc3f2bf1a608e2d23fe628b05057286ef6cc6f64bee424dea1639fb','test',1796097700000000,NULL,1796097640000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796097635000000,1796097640000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(4,12,'placed',2,1,'cross','CGeb73f649c6046c01be679367bf28ed10','{"outOrderId": "CGeb73f649c6046c01be679367bf28ed10", "placing": "Placing(lines=(PricedLine(offer_id=''600000000013'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGeb73f649c6046c01be679367bf28ed10'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','57a05c7ee9ffebbdeb7348764874d3188aa4c7c0b455f43125bc852b162f16ea','test',1796097765000000,NULL,1796097705000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796097700000000,1796097705000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(5,13,'placed',2,1,'cross','CGdebb2c1653b1dca4baa3e2a24054473b','{"outOrderId": "CGdebb2c1653b1dca4baa3e2a24054473b", "placing": "Placing(lines=(PricedLine(offer_id=''600000000014'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGdebb2c1653b1dca4baa3e2a24054473b'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','396e9190e6a7dced01d91910ad72584ac05683d001cab335f9d93a2233927b54','test',1796097890000000,NULL,1796097830000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796097825000000,1796097830000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(6,14,'placed',2,1,'cross','CGf9f0c88d50de524d3452b9c8e99a4401','{"outOrderId": "CGf9f0c88d50de524d3452b9c8e99a4401", "placing": "Placing(lines=(PricedLine(offer_id=''600000000015'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGf9f0c88d50de524d3452b9c8e99a4401'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','51913adea97735d7e008042f1ea79ee4c85a88d0352fd7b16361cc57a0cb848b','test',1796098015000000,NULL,1796097955000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796097950000000,1796097955000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(7,15,'placed',2,1,'cross','CG4d6101a401691ff5c31c6d30c497b798','{"outOrderId": "CG4d6101a401691ff5c31c6d30c497b798", "placing": "Placing(lines=(PricedLine(offer_id=''600000000016'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG4d6101a401691ff5c31c6d30c497b798'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','d44277bb036fd5e6f34aadd2443db52b26dc45e9d6e3d547b61355fd37ce0d60','test',1796098140000000,NULL,1796098080000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098075000000,1796098080000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(8,16,'placed',2,1,'cross','CGa683d603e7277d4a7e181798ad004938','{"outOrderId": "CGa683d603e7277d4a7e181798ad004938", "placing": "Placing(lines=(PricedLine(offer_id=''600000000017'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGa683d603e7277d4a7e181798ad004938'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','e39e51ccbbdff264cafa30aa2639915659205279cf6282a1459e56530d60a1ba','test',1796098265000000,NULL,1796098205000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098200000000,1796098205000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(9,17,'placed',2,1,'cross','CGb509d16b2d001c59223e57b042df599e','{"outOrderId": "CGb509d16b2d001c59223e57b042df599e", "placing": "Placing(lines=(PricedLine(offer_id=''600000000018'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGb509d16b2d001c59223e57b042df599e'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','7e28a9b6f4469ae8d33abef7e2c8ba3df7d4656e6091f4de11441b7fa0e090a3','test',1796098390000000,NULL,1796098330000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098325000000,1796098330000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(10,18,'placed',2,1,'cross','CG96098fcf0bf880dfdb645204383bd172','{"outOrderId": "CG96098fcf0bf880dfdb645204383bd172", "placing": "Placing(lines=(PricedLine(offer_id=''600000000019'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG96098fcf0bf880dfdb645204383bd172'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','8a99a07c128aa673a5bdbcc6ba9617b378740923888060632e57cfe4c7793c9a','test',1796098515000000,NULL,1796098455000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098450000000,1796098455000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(11,19,'placed',2,1,'cross','CG7dcdff53e4ea62f15f4d3548a175008c','{"outOrderId": "CG7dcdff53e4ea62f15f4d3548a175008c", "placing": "Placing(lines=(PricedLine(offer_id=''600000000020'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG7dcdff53e4ea62f15f4d3548a175008c'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','54695013263ebb318634a1c3a6919fe24b3669df581acc0015a9218d91506d9d','test',1796098520000000,NULL,1796098460000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098455000000,1796098460000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(12,20,'placed',2,1,'cross','CG3365da7cdc7788de293ac9f4b70bcc8f','{"outOrderId": "CG3365da7cdc7788de293ac9f4b70bcc8f", "placing": "Placing(lines=(PricedLine(offer_id=''600000000021'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG3365da7cdc7788de293ac9f4b70bcc8f'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','63a1525ca2f9565de1d231201cfb9513a17477efe21a81229d1bf598f5743bd9','test',1796098525000000,NULL,1796098465000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098460000000,1796098465000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(13,21,'placed',2,1,'cross','CG45f276aac24ccbae2962ce09a7cc3bd0','{"outOrderId": "CG45f276aac24ccbae2962ce09a7cc3bd0", "placing": "Placing(lines=(PricedLine(offer_id=''600000000022'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG45f276aac24ccbae2962ce09a7cc3bd0'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','6b198dd13b18b6f509ad0cad9f341356fe7e55d40a6ad490f07d1eb67ecfb43e','test',1796098530000000,NULL,1796098470000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098465000000,1796098470000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(14,22,'placed',2,1,'cross','CGfa963a13b92c6252494d3091ea031ed4','{"outOrderId": "CGfa963a13b92c6252494d3091ea031ed4", "placing": "Placing(lines=(PricedLine(offer_id=''600000000023'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGfa963a13b92c6252494d3091ea031ed4'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','cd889f314ddcd0a52fde0fa495d796d7ce89943fdadb40efc460e29d242f1a7f','test',1796098655000000,NULL,1796098595000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098590000000,1796098595000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(15,23,'placed',2,1,'cross','CGabb776f4d983be432ca6b56ad3692db2','{"outOrderId": "CGabb776f4d983be432ca6b56ad3692db2", "placing": "Placing(lines=(PricedLine(offer_id=''600000000024'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGabb776f4d983be432ca6b56ad3692db2'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','dabe738cd2c53ba8b28ec72425c9b05152c2cb2acdd52b9e6bf98e4f4b236efc','test',1796098780000000,NULL,1796098720000000,'{}','',NULL,0,0,0,0,NULL,NULL,1796098715000000,1796098720000000,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(16,24,'abandoned',12,1,'cross','CG934cf5bbfd7a8b739e9b223bd9153d90','{"outOrderId": "CG934cf5bbfd7a8b739e9b223bd9153d90", "placing": "Placing(lines=(PricedLine(offer_id=''600000000025'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG934cf5bbfd7a8b739e9b223bd9153d90'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','fd8ffeafb613df81f403d8e1d82d48f3094f456c9f0bd4f9a8cba4ce4866ae38','test',1796098965000000,NULL,1796098905000000,'','given up',NULL,0,8,8,8,NULL,1796098905000000,1796098900000000,1796099763000000,'[]',NULL,NULL);
INSERT INTO "attempt" VALUES(17,25,'needs_person',9,1,'cross','CGb0a9949acfc7a28a7a2758f2664b8265','{"outOrderId": "CGb0a9949acfc7a28a7a2758f2664b8265", "placing": "Placing(lines=(PricedLine(offer_id=''600000000026'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGb0a9949acfc7a28a7a2758f2664b8265'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','ff5f944552de39609143f4c44d328d9d73c46ba793e4a5565ab55e0f39381fc8','test',1796099828000000,NULL,1796099768000000,'','cut off',NULL,0,6,6,6,1796100068000000,1796099768000000,1796099763000000,NULL,'[]',NULL,NULL);
INSERT INTO "attempt" VALUES(18,26,'conflict',3,1,'cross','CGdac8d175fd0e05da9914bbfe5b34c7a9','{"outOrderId": "CGdac8d175fd0e05da9914bbfe5b34c7a9", "placing": "Placing(lines=(PricedLine(offer_id=''600000000027'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGdac8d175fd0e05da9914bbfe5b34c7a9'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','91356ffd5449033c66a783d3ba4abdb0b4220a6ca65656f341a1b55a1dfe66ce','test',1796099970000000,NULL,1796099910000000,'','orders on 1688 differ from what was sent',NULL,0,0,0,0,1796099912000000,1796099910000000,1796099905000000,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(19,27,'in_doubt',2,1,'cross','CG718f7aa379abaeab39404cdf14c82d49','{"outOrderId": "CG718f7aa379abaeab39404cdf14c82d49", "placing": "Placing(lines=(PricedLine(offer_id=''600000000028'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG718f7aa379abaeab39404cdf14c82d49'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','72de2e6ecfd0633a09521cfb2a185dd2feed54ad22e5e8495fa11e754c26af7b','test',1796101778000000,NULL,1796101718000000,'','cut off',NULL,0,0,0,0,1796101720000000,1796101718000000,1796101713000000,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(20,28,'ready',2,1,'cross','CGa4ece681688fe592270b632410dacc39','{"outOrderId": "CGa4ece681688fe592270b632410dacc39", "placing": "Placing(lines=(PricedLine(offer_id=''600000000029'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CGa4ece681688fe592270b632410dacc39'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','bd51068f50bb65cd94a91d7e0341ae3c368101c2e45bd05dfb9451218d6e1863','test',1796101783000000,1796101743000000,1796101723000000,'','connection refused',NULL,1,0,0,0,NULL,NULL,1796101718000000,NULL,NULL,NULL,NULL);
INSERT INTO "attempt" VALUES(21,29,'submitting',1,1,'cross','CG8deca24da84d90b769749e69c9082ffd','{"outOrderId": "CG8deca24da84d90b769749e69c9082ffd", "placing": "Placing(lines=(PricedLine(offer_id=''600000000030'', spec_id=None, quantity=10, unit_price=1000),), out_order_id=''CG8deca24da84d90b769749e69c9082ffd'', address_id=''77'', flow=''general'', trade_mode=''fxassure'', message='''')"}','83c2e329ba669a1bb7af0b8920d8bc9a9c2b15a2335ed0ccf617856b85719841','test',1796101788000000,NULL,1796101728000000,'','',NULL,0,0,0,0,NULL,NULL,1796101723000000,NULL,NULL,NULL,NULL);
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
INSERT INTO "away" VALUES(1,1,12,13,'2026-12-01','2026-12-01',1796101723000000,NULL);
CREATE TABLE card (
	request_id INTEGER NOT NULL,
	chat_id BIGINT NOT NULL,
	message_id BIGINT NOT NULL,
	has_photo BOOLEAN NOT NULL,
	shown VARCHAR NOT NULL,
	CONSTRAINT pk_card PRIMARY KEY (request_id, chat_id),
	CONSTRAINT fk_card_request_id_request FOREIGN KEY(request_id) REFERENCES request (id)
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
INSERT INTO "decision" VALUES(1,5,11,12,'approve','ab44b0ad8ffeb316bb17ce4e18f3337025db99aef18ce18db81067b5174c51d9','',1796097600000000,NULL);
INSERT INTO "decision" VALUES(2,6,11,12,'decline','06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18','too dear',1796097600000000,NULL);
INSERT INTO "decision" VALUES(3,9,11,12,'approve','e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8','',1796097600000000,NULL);
INSERT INTO "decision" VALUES(4,10,11,12,'approve','81123ffd1bf7b1329c34170b912ec608c63bc4eb456b0b2c38a9e2283a763a05','',1796097635000000,NULL);
INSERT INTO "decision" VALUES(5,11,11,12,'approve','cad5e09b8c5c8207b1042e6960d8a718cf60421e49a159f8550e6bb380c9f15f','',1796097635000000,NULL);
INSERT INTO "decision" VALUES(6,12,11,12,'approve','e979dd5f48edb71dacdb589c99f9e0b0818a9b443e874b235d7714e042421150','',1796097700000000,NULL);
INSERT INTO "decision" VALUES(7,13,11,12,'approve','c0e6d4097245f842161970053488a8401bd7c1fddf50b57691e777c360de3f98','',1796097825000000,NULL);
INSERT INTO "decision" VALUES(8,14,11,12,'approve','f432b831334ebca53a2b4ba68e2322c4a157c8fac95e2bd90ab0138dd0a04d7d','',1796097950000000,NULL);
INSERT INTO "decision" VALUES(9,15,11,12,'approve','e22eaf8aff087762ebc9ecab201d81d2c79f68666ca2cc7380a0c6e550f791f0','',1796098075000000,NULL);
INSERT INTO "decision" VALUES(10,16,11,12,'approve','b4ec85d7c9d5ca7e542bcf73d4f091ab4b14e51d2a7e08c0f82aca04d653bd31','',1796098200000000,NULL);
INSERT INTO "decision" VALUES(11,17,11,12,'approve','bfb00b9346acfd451c21a9b8743027aaf4d88494a779a244afe75cff7d5b4f6f','',1796098325000000,NULL);
INSERT INTO "decision" VALUES(12,18,11,12,'approve','2f2477fc8eaa25c1d4912b03ea7fdc0b4c36c49366b4b6c6650f1c0e3a546875','',1796098450000000,NULL);
INSERT INTO "decision" VALUES(13,19,11,12,'approve','23c98a65f7d14c15024179cbc6cace31bfcc05939279c1200c63ad29e25d416f','',1796098455000000,NULL);
INSERT INTO "decision" VALUES(14,20,11,12,'approve','5a1f19711804ac5da7c5179b6ebdb6e95ec528dacbaf2c2ddf3782b0694c3c6f','',1796098460000000,NULL);
INSERT INTO "decision" VALUES(15,21,11,12,'approve','1bc2260a6e96604a85cfd320dbea9c36376393fdddf6c60abb3dde6f33a8445d','',1796098465000000,NULL);
INSERT INTO "decision" VALUES(16,22,11,12,'approve','f0a7eebe0e1eb7ae91e8cc4edcc07f4d4deea8a1f5bc357bdde2d050fc8a382f','',1796098590000000,NULL);
INSERT INTO "decision" VALUES(17,23,11,12,'approve','79dc04ee0c51e12fecd3d20c86133e5f2f74dc80f02f661f51b7ffbadd6d4202','',1796098715000000,NULL);
INSERT INTO "decision" VALUES(18,24,11,12,'approve','cd9fa60ac1b611526b052bca55b6c7f84eff95429508f87a221bfda8e757b632','',1796098900000000,NULL);
INSERT INTO "decision" VALUES(19,25,11,12,'approve','4a407feb2f46e68b0a941ea70af5640c188ec6eec33958308cef1839030b0bef','',1796099763000000,NULL);
INSERT INTO "decision" VALUES(20,26,11,12,'approve','3615935c24dcc3f747366b67f126a0c5077067d72e9ae702e89d96e415976f38','',1796099905000000,NULL);
INSERT INTO "decision" VALUES(21,27,11,12,'approve','02e7d7294db89a0e64b75ec387c2f3c096e401ac3564b65ceef2c8cec9a66278','',1796101713000000,NULL);
INSERT INTO "decision" VALUES(22,28,11,12,'approve','fb7f232afc464e8cf5d9072bb1631c353c9e00d72657b38a3eb805319d4bfa1c','',1796101718000000,NULL);
INSERT INTO "decision" VALUES(23,29,11,12,'approve','aba39148f67655862728b7e2384c34cb0d3ae39fb25b63d6a908cc8b24107821','',1796101723000000,NULL);
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
INSERT INTO "errand" VALUES(1,'1688','3301686771403783788','refund','draft',0,15,1796098460000000,'["3301686771403783788"]',0,'{"back": false, "carriage": 0, "carriage_set": null, "description": "采购单 #19：少货2件，破损1件", "earlier": [], "goods": 3000, "goods_status": "refundBuyerReceived", "limits": [10000, 500, 10500], "photos": [], "pieces": {"3301686771403783788": [2, 1, 0, 0]}, "reason": null, "reasons": [{"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, {"carriage": true, "id": 20021, "name": "颜色/图案/款式不符", "needs_voucher": true}, {"carriage": false, "id": 20009, "name": "少货/空包裹", "needs_voucher": false}], "vouchers": []}','','','','',NULL,NULL,0,NULL);
INSERT INTO "errand" VALUES(2,'1688','3301686771403783789','refund','unclear',3,15,1796098465000000,'["3301686771403783789"]',0,'{"back": false, "carriage": 0, "carriage_set": null, "description": "采购单 #20：少货2件，破损1件", "earlier": [], "goods": 3000, "goods_status": "refundBuyerReceived", "limits": [10000, 500, 10500], "photos": [], "pieces": {"3301686771403783789": [2, 1, 0, 0]}, "reason": {"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, "reasons": [{"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, {"carriage": true, "id": 20021, "name": "颜色/图案/款式不符", "needs_voucher": true}, {"carriage": false, "id": 20009, "name": "少货/空包裹", "needs_voucher": false}], "vouchers": []}','','','','ReadTimeout',NULL,NULL,0,NULL);
INSERT INTO "errand" VALUES(3,'1688','3301686771403783790','refund','done',3,15,1796098470000000,'["3301686771403783790"]',0,'{"back": false, "carriage": 0, "carriage_set": 0, "description": "采购单 #21：少货2件，破损1件", "earlier": [], "goods": 3000, "goods_status": "refundBuyerReceived", "limits": [10000, 500, 10500], "photos": [], "pieces": {"3301686771403783790": [2, 1, 0, 0]}, "reason": {"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, "reasons": [{"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, {"carriage": true, "id": 20021, "name": "颜色/图案/款式不符", "needs_voucher": true}, {"carriage": false, "id": 20009, "name": "少货/空包裹", "needs_voucher": false}], "vouchers": []}','TQ1','','','',NULL,NULL,0,1796098470000000);
INSERT INTO "errand" VALUES(4,'1688','3301686771403783791','refund','done',3,15,1796098595000000,'["3301686771403783791"]',0,'{"back": false, "carriage": 0, "carriage_set": 0, "description": "采购单 #22：少货2件，破损1件", "earlier": [], "goods": 3000, "goods_status": "refundBuyerReceived", "limits": [10000, 500, 10500], "photos": [], "pieces": {"3301686771403783791": [2, 1, 0, 0]}, "reason": {"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, "reasons": [{"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, {"carriage": true, "id": 20021, "name": "颜色/图案/款式不符", "needs_voucher": true}, {"carriage": false, "id": 20009, "name": "少货/空包裹", "needs_voucher": false}], "vouchers": []}','TQ2','','','',NULL,NULL,0,1796098595000000);
INSERT INTO "errand" VALUES(5,'1688','3301686771403783792','refund','done',3,15,1796098720000000,'["3301686771403783792"]',0,'{"back": false, "carriage": 0, "carriage_set": 0, "description": "采购单 #23：少货2件，破损1件", "earlier": [], "goods": 3000, "goods_status": "refundBuyerReceived", "limits": [10000, 500, 10500], "photos": [], "pieces": {"3301686771403783792": [2, 1, 0, 0]}, "reason": {"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, "reasons": [{"carriage": true, "id": 20028, "name": "不想买了，已与卖家协商一致", "needs_voucher": false}, {"carriage": true, "id": 20021, "name": "颜色/图案/款式不符", "needs_voucher": true}, {"carriage": false, "id": 20009, "name": "少货/空包裹", "needs_voucher": false}], "vouchers": []}','TQ3','','','',NULL,NULL,0,1796098720000000);
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
INSERT INTO "event" VALUES(1,1796004000000000,'journal_anchored',NULL,NULL,NULL,NULL,'{"before": "", "key": "b5e8d0b910502239", "number": 0}',NULL,NULL,'','fc4fe5a0358f439f3047566af22817868cc0d6ef29949bdce5b08c0ab4dd3055','f4b97ec1d76926215984cf45f8d68481e6d6296582766c1a8e8fc863bc2e8ba5');
INSERT INTO "event" VALUES(2,1796004000000000,'opened',11,1,NULL,NULL,'{"offer": "600000000002", "offers": ["600000000002"], "quantity": 10, "team": 1}',NULL,NULL,'fc4fe5a0358f439f3047566af22817868cc0d6ef29949bdce5b08c0ab4dd3055','02fd36682b5a25148042e40ec5404cfb6364317562985214be58e8886c250156','348804b9b210a3dd0f3cadad04cd6f77241aa592e71917e25d4bed80bfa8e06f');
INSERT INTO "event" VALUES(3,1796004000000000,'opened',11,2,NULL,NULL,'{"offer": "600000000003", "offers": ["600000000003"], "quantity": 10, "team": 1}',NULL,NULL,'02fd36682b5a25148042e40ec5404cfb6364317562985214be58e8886c250156','62927f0d22a3edc3c3fb4bbf334f9fac783b6150a6983d7ea732dddfadad4b3c','1f89ce275d6388fb70eaea28868656f57dde3b5bbb95ebc015544d4b9784d05d');
INSERT INTO "event" VALUES(4,1796004000000000,'asked',11,2,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-11-30T10:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-01T02:00:00+00:00\",\"instead\":null,\"remind_at\":\"2026-11-30T04:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "1b7b375da83b27d1c4e0680e5fbdce382f83f076d952b8d20d87270f79f24855", "total": 10500, "until": "2026-12-01T02:00:00+00:00"}',NULL,NULL,'62927f0d22a3edc3c3fb4bbf334f9fac783b6150a6983d7ea732dddfadad4b3c','7f4cb1600d0e7ce647beabda99273d38e75dbf4d17a9d54ab6a094752a902651','ac7f34ae7e6003db27899a6804eda85b6a3f6c1eafc99ab3482a8675775f621e');
INSERT INTO "event" VALUES(5,1796097600000000,'expired',NULL,1,NULL,NULL,'{}',NULL,NULL,'7f4cb1600d0e7ce647beabda99273d38e75dbf4d17a9d54ab6a094752a902651','c22420a6de88fdd770239a99de893ee6c2fc3850eda2f48b9ff872e259071ec7','e630d25358e82288af9540fc1dd24e5350d9f072f763f3da1f3e699ea137825a');
INSERT INTO "event" VALUES(6,1796097600000000,'opened',11,3,NULL,NULL,'{"offer": "600000000004", "offers": ["600000000004"], "quantity": 10, "team": 1}',NULL,NULL,'c22420a6de88fdd770239a99de893ee6c2fc3850eda2f48b9ff872e259071ec7','78d6f4b2ebeeab4f66b79d141cd56f2dccf4e070bb5afbd57b221e1afb1668b6','d13aa12639abee3a9ca7702183330309e4d2f9012d76c8e14345243fbefbadff');
INSERT INTO "event" VALUES(7,1796097600000000,'opened',11,4,NULL,NULL,'{"offer": "600000000005", "offers": ["600000000005"], "quantity": 10, "team": 1}',NULL,NULL,'78d6f4b2ebeeab4f66b79d141cd56f2dccf4e070bb5afbd57b221e1afb1668b6','051506a3a4a0f2624ee84fa8d90022b2fc3b3ca310e761b33ec133cdec2a27a6','bc6f46598c1cad423053eb7718fcaeb171a886a88a69500b6534123113da790e');
INSERT INTO "event" VALUES(8,1796097600000000,'asked',11,4,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:00+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "a1cb31b78b9eedd549a4b58a7f7b037a9d55113c81f1a0e6ab5b476e5f924adf", "total": 10500, "until": "2026-12-02T04:00:00+00:00"}',NULL,NULL,'051506a3a4a0f2624ee84fa8d90022b2fc3b3ca310e761b33ec133cdec2a27a6','75b32c4f8eed0089b2e236ae2a044418eca0c5b53a3b90b55cac215fcd3e2807','db4cdb062d36a496ffebcd11115246e8a247d2791d0b6231cbccedc4d308a6d5');
INSERT INTO "event" VALUES(9,1796097600000000,'opened',11,5,NULL,NULL,'{"offer": "600000000006", "offers": ["600000000006"], "quantity": 30, "team": 1}',NULL,NULL,'75b32c4f8eed0089b2e236ae2a044418eca0c5b53a3b90b55cac215fcd3e2807','ff57809fed74451117e7b3acfae4d437a314803abd9cddf8815f2b7e094a903d','30273e83b02052015bc79f7ff5200597b76b50a78f2bd1dfb622e9e82f39b8bb');
INSERT INTO "event" VALUES(10,1796097600000000,'asked',11,5,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:00+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":2,\"of\":[12,13,14]}],\"total\":30500}", "policy": 2, "snapshot": "ab44b0ad8ffeb316bb17ce4e18f3337025db99aef18ce18db81067b5174c51d9", "total": 30500, "until": "2026-12-02T04:00:00+00:00"}',NULL,NULL,'ff57809fed74451117e7b3acfae4d437a314803abd9cddf8815f2b7e094a903d','319bb9624405507233f75c1f604fb0aa230e36042a965c4a7dd0d116ba0997ab','2066b3419e1cdcef9b3d3df838b84dc932974bfb4c13493c49299e3fe77f0342');
INSERT INTO "event" VALUES(11,1796097600000000,'voted',12,5,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "ab44b0ad8ffeb316bb17ce4e18f3337025db99aef18ce18db81067b5174c51d9", "total": 30500, "verdict": "approve"}',NULL,NULL,'319bb9624405507233f75c1f604fb0aa230e36042a965c4a7dd0d116ba0997ab','c8105cb96d67040a7f94ba4e6869aad3048c06e39c49772d8037d12860f92679','ff8b909760c543082d9708485633659f90ee89531eee1ba21a6260c2c3e9047f');
INSERT INTO "event" VALUES(12,1796097600000000,'opened',11,6,NULL,NULL,'{"offer": "600000000007", "offers": ["600000000007"], "quantity": 10, "team": 1}',NULL,NULL,'c8105cb96d67040a7f94ba4e6869aad3048c06e39c49772d8037d12860f92679','1abba68ee869ece273bf14eefa854280bf76644dfc30d6ae25aab5a79e0640e2','1a7cedbddc65e8e21cd3dab50fff950a7e1c3925f2f474605e2e0fe90533ac01');
INSERT INTO "event" VALUES(13,1796097600000000,'asked',11,6,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:00+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18", "total": 10500, "until": "2026-12-02T04:00:00+00:00"}',NULL,NULL,'1abba68ee869ece273bf14eefa854280bf76644dfc30d6ae25aab5a79e0640e2','83e2ca221db24a854fd7119e9adee7d57ac0434e67ceca7510225c1306dcc6dc','6a54e72c579f7ca7cc83b5c23192cc35ce48a16d39a86a264a1646a621efc2d1');
INSERT INTO "event" VALUES(14,1796097600000000,'voted',12,6,NULL,NULL,'{"policy": 2, "reason": {"sealed": "1d7b2516ecba6131a7c3742754467c4fdcd6a06a6fbd7fbce5eccd698e9c607c"}, "snapshot": "06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18", "total": 10500, "verdict": "decline"}',NULL,NULL,'83e2ca221db24a854fd7119e9adee7d57ac0434e67ceca7510225c1306dcc6dc','1ca8891dc07b479abaebd4e7cc4542f6f1f58b9a680977b3aeef26cb48efaf51','bde6205df9a42df8d17ff8025922a65eb7f271674bfc1e05c7caf49815d75e4b');
INSERT INTO "event" VALUES(15,1796097600000000,'declined',12,6,NULL,NULL,'{"policy": 2, "reason": {"sealed": "df9a8e5be54109f716f669f9711f43f951d1d2323839406382d128ce5a9466f7"}, "snapshot": "06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18"}',NULL,NULL,'1ca8891dc07b479abaebd4e7cc4542f6f1f58b9a680977b3aeef26cb48efaf51','0d9ef64297f38612ff36b7732118f51eb746a8cb260bc966fbd497f59858dfae','08e3275a626d6a9695f03d45d76d38503a92f8b693418ef041a07b6ec42705c2');
INSERT INTO "event" VALUES(16,1796097600000000,'opened',11,7,NULL,NULL,'{"offer": "600000000008", "offers": ["600000000008"], "quantity": 10, "team": 1}',NULL,NULL,'0d9ef64297f38612ff36b7732118f51eb746a8cb260bc966fbd497f59858dfae','cf19875030d3a1ae38b3eb8bd8e03300cddebc0b860cbcc0cde00dfa63eddc06','f15d6b4ac3f30812da37ae4cbfc3b19978d8f5daca062800700f2d36d653ed28');
INSERT INTO "event" VALUES(17,1796097600000000,'asked',11,7,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:00+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597", "total": 10500, "until": "2026-12-02T04:00:00+00:00"}',NULL,NULL,'cf19875030d3a1ae38b3eb8bd8e03300cddebc0b860cbcc0cde00dfa63eddc06','5a380690a1b458e417cdb188454d5192e9e4fb471260661ca72f9b62c66310fe','f3c74c2fd66d3970c2db4c78336d817e905cd7b5978ff71dc8dd1e74f0a0c0fa');
INSERT INTO "event" VALUES(18,1796097600000000,'withdrawn',11,7,NULL,NULL,'{"snapshot": "17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597"}',NULL,NULL,'5a380690a1b458e417cdb188454d5192e9e4fb471260661ca72f9b62c66310fe','851bbd223f36b850db834ae4d10873303525a10a22b69e6753fc19a8fc5def08','14fb1fc770b50589a2e99e4077a46f9727ae1d829938c9724100451b5bbcd400');
INSERT INTO "event" VALUES(19,1796097600000000,'opened',11,8,NULL,NULL,'{"offer": "600000000009", "offers": ["600000000009"], "quantity": 10, "team": 1}',NULL,NULL,'851bbd223f36b850db834ae4d10873303525a10a22b69e6753fc19a8fc5def08','4c1a8d3945a06f31d3d3d7fd7d4b193c4473a4f4ff08f4da7d7acb5d702234cc','b2e3bb0e6b5822a883317419a98704aaf6856728194884d4fe7f8787804e1366');
INSERT INTO "event" VALUES(20,1796097600000000,'asked',11,8,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:00+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208", "total": 10500, "until": "2026-12-02T04:00:00+00:00"}',NULL,NULL,'4c1a8d3945a06f31d3d3d7fd7d4b193c4473a4f4ff08f4da7d7acb5d702234cc','17573257fa9bb7f8e81273ab0ac90f577f718497c2c92c74bf5b5fcdfaa43139','ad93679392b771b51bd3b5ade36c4f38927d20dea911eb5eea3c89cd5c49c0e4');
INSERT INTO "event" VALUES(21,1796097600000000,'question',13,8,NULL,NULL,'{"snapshot": "5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208", "text": {"sealed": "f890c0ac00a4f35607601ab47701fa4dee3eae76207539d6e02f8e131b89d205"}}',NULL,NULL,'17573257fa9bb7f8e81273ab0ac90f577f718497c2c92c74bf5b5fcdfaa43139','454e9f80704b90d318320362a3918147f94ea8988f339de190a7afa89aba3bc2','c765f67df370a472b9158eff557da22eedf99961470833c45518d2b18f67a3ac');
INSERT INTO "event" VALUES(22,1796097600000000,'opened',11,9,NULL,NULL,'{"offer": "600000000010", "offers": ["600000000010"], "quantity": 10, "team": 1}',NULL,NULL,'454e9f80704b90d318320362a3918147f94ea8988f339de190a7afa89aba3bc2','925a8c158df6c216b918902fadf9b14353fe49478b85c245e4f9e83f89aa730a','650ff4029e870fd8a39cef1b41752c0f24412693d4cb8ddd41d6726f65a798fe');
INSERT INTO "event" VALUES(23,1796097600000000,'asked',11,9,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:00+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8", "total": 10500, "until": "2026-12-02T04:00:00+00:00"}',NULL,NULL,'925a8c158df6c216b918902fadf9b14353fe49478b85c245e4f9e83f89aa730a','e8615fc26d8429df10f7e3b41a664d2c5aebf88c139ff68453632e68ceae5a21','4399e697dd73f5592fa06ea5fdc8b379d8a50bd6ce49da01d5c66f2922438fd2');
INSERT INTO "event" VALUES(24,1796097600000000,'voted',12,9,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8", "total": 10500, "verdict": "approve"}',NULL,NULL,'e8615fc26d8429df10f7e3b41a664d2c5aebf88c139ff68453632e68ceae5a21','ecc5b1fa1a44048c2aba4b4b461b12717d195f0ec6f4bbde9de0a3bcb9682255','7d447df9fe060d92133e043362430efb666214dc086453dc34c61ce866ed15ff');
INSERT INTO "event" VALUES(25,1796097600000000,'approved',NULL,9,1,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8", "total": 10500}',NULL,NULL,'ecc5b1fa1a44048c2aba4b4b461b12717d195f0ec6f4bbde9de0a3bcb9682255','481581d1ebad675e117b44aac35e0c53c3211ff640c645200a3db19b0cf1a6eb','369647932924f7e46484f77ff65ec530eac8a417f5cdc8cee5dd2158a3bac6c1');
INSERT INTO "event" VALUES(26,1796097605000000,'submitting',NULL,9,1,NULL,'{"epoch": 1}',NULL,NULL,'481581d1ebad675e117b44aac35e0c53c3211ff640c645200a3db19b0cf1a6eb','dba43cb53f9adc407d39655c2bd21307100dcafd9e938d6e505f84f9f204462c','ed92a782b9fd34858520a4a80b5f51c3099c79d18e30f02de3f4f790c9ddd38a');
INSERT INTO "event" VALUES(27,1796097605000000,'refused',NULL,9,1,NULL,'{"code": "500_004", "reason": "no stock"}',NULL,NULL,'dba43cb53f9adc407d39655c2bd21307100dcafd9e938d6e505f84f9f204462c','31297118a52077d39e421b55942d0ec51a710509891b7800b49f9256e8d0c352','06f05988e2db2bc75affaf075daea735cd8c37d42fe1a3a31e4e9ff58913c88c');
INSERT INTO "event" VALUES(28,1796097635000000,'opened',11,10,NULL,NULL,'{"offer": "600000000011", "offers": ["600000000011"], "quantity": 10, "team": 1}',NULL,NULL,'31297118a52077d39e421b55942d0ec51a710509891b7800b49f9256e8d0c352','77f6ef616b20492189d6142a678d2858646d342a80bfd716e5e617d267f64139','e8d91dbc34ef21901c574b9e0e26c5c915a1f4d1ff99b989bf548a84b73e70fb');
INSERT INTO "event" VALUES(29,1796097635000000,'asked',11,10,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:35+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:35+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:35+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "81123ffd1bf7b1329c34170b912ec608c63bc4eb456b0b2c38a9e2283a763a05", "total": 10500, "until": "2026-12-02T04:00:35+00:00"}',NULL,NULL,'77f6ef616b20492189d6142a678d2858646d342a80bfd716e5e617d267f64139','fabf6d7ee262604f208b0e7f2e89e8c8f644e555cf4057cb99f8ff588b613ab9','b6a55f800791cc062975b9d63aba4cdd430d3e4f7242529f9d8056c6aa5a5e22');
INSERT INTO "event" VALUES(30,1796097635000000,'voted',12,10,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "81123ffd1bf7b1329c34170b912ec608c63bc4eb456b0b2c38a9e2283a763a05", "total": 10500, "verdict": "approve"}',NULL,NULL,'fabf6d7ee262604f208b0e7f2e89e8c8f644e555cf4057cb99f8ff588b613ab9','fa25b5bc151de70d3814cea17ee6fb4778d48d16e9a62e59bed3f3d6128823e4','cd778df113a165750ec526ac6116e29cdabb036dc44fc6d4bb2e6506eda2b16b');
INSERT INTO "event" VALUES(31,1796097635000000,'approved',NULL,10,2,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "81123ffd1bf7b1329c34170b912ec608c63bc4eb456b0b2c38a9e2283a763a05", "total": 10500}',NULL,NULL,'fa25b5bc151de70d3814cea17ee6fb4778d48d16e9a62e59bed3f3d6128823e4','877822007b1a188f6d3da55becc7fcc67e0730f02c83ea0f71aac7148a88e6d8','8a18ad543c15235cf0ffffebb30de82d6448ec64ab910e67be3176d9c4c31823');
INSERT INTO "event" VALUES(32,1796097635000000,'withdrawn',11,10,NULL,NULL,'{"snapshot": "81123ffd1bf7b1329c34170b912ec608c63bc4eb456b0b2c38a9e2283a763a05"}',NULL,NULL,'877822007b1a188f6d3da55becc7fcc67e0730f02c83ea0f71aac7148a88e6d8','9a6a77b43d3b569b7996c16d6a4034c10ba6fad6acd4031773688f38a819fa25','aa6463d693e077a981457ba3164687010d2e81d5d638ae9e33e2211d2655c946');
INSERT INTO "event" VALUES(33,1796097635000000,'opened',11,11,NULL,NULL,'{"offer": "600000000012", "offers": ["600000000012"], "quantity": 10, "team": 1}',NULL,NULL,'9a6a77b43d3b569b7996c16d6a4034c10ba6fad6acd4031773688f38a819fa25','eaf73045cfdddc54cc64fdda9029ee1cf5ec44ebad23e4f37ea0528bff9c5ecb','4d6f250fb11fffd7f4f77cc5f8cfaddb71268a8a5b1177b40b0a9b3fae666e3e');
INSERT INTO "event" VALUES(34,1796097635000000,'asked',11,11,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:00:35+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:00:35+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:00:35+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "cad5e09b8c5c8207b1042e6960d8a718cf60421e49a159f8550e6bb380c9f15f", "total": 10500, "until": "2026-12-02T04:00:35+00:00"}',NULL,NULL,'eaf73045cfdddc54cc64fdda9029ee1cf5ec44ebad23e4f37ea0528bff9c5ecb','0f2409a741662b6fb0f5972d3f988a24d967c2ebd67b528e03cf3158b9094d18','6f184f249cd8103555fe20a46677bc6439d179d8cd9707df9ab95d6ed1f17b85');
INSERT INTO "event" VALUES(35,1796097635000000,'voted',12,11,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "cad5e09b8c5c8207b1042e6960d8a718cf60421e49a159f8550e6bb380c9f15f", "total": 10500, "verdict": "approve"}',NULL,NULL,'0f2409a741662b6fb0f5972d3f988a24d967c2ebd67b528e03cf3158b9094d18','2c67ec9aedc18ef544f8bfd76ffa63daeb77952067bbde78002019b1a0bb499c','4495d352ca85c1be4adbf083be02f5cb0a9d3bf4d43100b77eca0cbd8ec632b6');
INSERT INTO "event" VALUES(36,1796097635000000,'approved',NULL,11,3,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "cad5e09b8c5c8207b1042e6960d8a718cf60421e49a159f8550e6bb380c9f15f", "total": 10500}',NULL,NULL,'2c67ec9aedc18ef544f8bfd76ffa63daeb77952067bbde78002019b1a0bb499c','3bd906fbeec4bafd50f723b1d52947b8c2f146bd4eb411c7f4980e4ea0651ef0','b912ef1b0c81dc48d946ca63c1464c1500685a40980e386515dab02f0b1a6852');
INSERT INTO "event" VALUES(37,1796097640000000,'submitting',NULL,11,3,NULL,'{"epoch": 1}',NULL,NULL,'3bd906fbeec4bafd50f723b1d52947b8c2f146bd4eb411c7f4980e4ea0651ef0','41d359948cc2d8e17505fff5e28f0c534c0e64cc61d054399fbbc4105a65bd6d','0ec5d9b6201f7b903ae2393953b4ced11c7b87322a290e279043be020fe32689');
INSERT INTO "event" VALUES(38,1796097640000000,'placed',NULL,11,3,NULL,'{"orders": ["3301686771403783780"]}',NULL,NULL,'41d359948cc2d8e17505fff5e28f0c534c0e64cc61d054399fbbc4105a65bd6d','4485265f058604f20219db5a5fc72c7115719c70883b5553e370439505d5987b','4bc513d497b4695d1f6d0e45f7b9258ebb9fbf70eee250b3196389cf31bb42db');
INSERT INTO "event" VALUES(39,1796097700000000,'opened',11,12,NULL,NULL,'{"offer": "600000000013", "offers": ["600000000013"], "quantity": 10, "team": 1}',NULL,NULL,'4485265f058604f20219db5a5fc72c7115719c70883b5553e370439505d5987b','acbfc2b3d6c4a17550afd3e0053ad2c62ba46974ed0c34f8c56c40d11482c25c','1be8149bb8b69605722925310f11c88d6125010958151111dec29302dd43c392');
INSERT INTO "event" VALUES(40,1796097700000000,'asked',11,12,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:01:40+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:01:40+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:01:40+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "e979dd5f48edb71dacdb589c99f9e0b0818a9b443e874b235d7714e042421150", "total": 10500, "until": "2026-12-02T04:01:40+00:00"}',NULL,NULL,'acbfc2b3d6c4a17550afd3e0053ad2c62ba46974ed0c34f8c56c40d11482c25c','4b78b56ea6258cfc24f2ec043382f1af1f3ba3b310c9a02f2125b4b6fbc55ed7','12478a9009a4e888e97c4f8736f1d3a1940c193116b157c6a0a931803f29f4ca');
INSERT INTO "event" VALUES(41,1796097700000000,'voted',12,12,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "e979dd5f48edb71dacdb589c99f9e0b0818a9b443e874b235d7714e042421150", "total": 10500, "verdict": "approve"}',NULL,NULL,'4b78b56ea6258cfc24f2ec043382f1af1f3ba3b310c9a02f2125b4b6fbc55ed7','a130cc3ab1f96305b96f77a0745d825afffdf86a93bde83532ff3a11c042ab80','3bd4a779263940ef1524e4d4a2c09f5c0bc73c71253ec4354e66e997787313da');
INSERT INTO "event" VALUES(42,1796097700000000,'approved',NULL,12,4,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "e979dd5f48edb71dacdb589c99f9e0b0818a9b443e874b235d7714e042421150", "total": 10500}',NULL,NULL,'a130cc3ab1f96305b96f77a0745d825afffdf86a93bde83532ff3a11c042ab80','22d681ae06d814fe898dd0e70258a6efb8fa87b482d563c7b47b0a7a21d00ecc','8f888d272eb99a7f09f8bb1f398e04e552ba8962edd886d2661ac507df3a2a0e');
INSERT INTO "event" VALUES(43,1796097705000000,'submitting',NULL,12,4,NULL,'{"epoch": 1}',NULL,NULL,'22d681ae06d814fe898dd0e70258a6efb8fa87b482d563c7b47b0a7a21d00ecc','245485483be02f255dc25c9c205ca6869e4cf9316c61b437be84abeb48c99e97','7dfa263af5703c1ea92e1623a46d926d2c572e4fb1baa5d7bf912ff2b75feb72');
INSERT INTO "event" VALUES(44,1796097705000000,'placed',NULL,12,4,NULL,'{"orders": ["3301686771403783781"]}',NULL,NULL,'245485483be02f255dc25c9c205ca6869e4cf9316c61b437be84abeb48c99e97','53a2646aacbdda258170baf27a2f9151c4e55487e1a223841e6c2fccfef14fd4','e76dafa1ff31e7617d347d37f48f7d891a1bc183ddde7b0191889f6c068d8352');
INSERT INTO "event" VALUES(45,1796097765000000,'paid',NULL,12,NULL,'3301686771403783781','{"after": null, "before": null}',NULL,NULL,'53a2646aacbdda258170baf27a2f9151c4e55487e1a223841e6c2fccfef14fd4','8579251e5e8e0a3c59db738660c46c1fee5ed3b891c79c7b86c9a1c9d16fd087','1f1aa05d6876a78d5b303b94a030cde445c7287a3c4d9b94213bb419228fbea2');
INSERT INTO "event" VALUES(46,1796097825000000,'opened',11,13,NULL,NULL,'{"offer": "600000000014", "offers": ["600000000014"], "quantity": 10, "team": 1}',NULL,NULL,'8579251e5e8e0a3c59db738660c46c1fee5ed3b891c79c7b86c9a1c9d16fd087','769a60c0dd1febd21a25ff6ba0fc628c506f0f9202f0122a6e2beb3379b1b6bc','069be6e9c900ef1cabaede2e7d5401710509bbc8ea4642e7f59124389c2fc16e');
INSERT INTO "event" VALUES(47,1796097825000000,'asked',11,13,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:03:45+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:03:45+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:03:45+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "c0e6d4097245f842161970053488a8401bd7c1fddf50b57691e777c360de3f98", "total": 10500, "until": "2026-12-02T04:03:45+00:00"}',NULL,NULL,'769a60c0dd1febd21a25ff6ba0fc628c506f0f9202f0122a6e2beb3379b1b6bc','a6e2b87632faefef8cf46e6f4392d5aff292d17d96d995994f001df9ea20d05a','1189b3f84da6eac844f6288a3dca74144a9daf9178619599f9701438a122be71');
INSERT INTO "event" VALUES(48,1796097825000000,'voted',12,13,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "c0e6d4097245f842161970053488a8401bd7c1fddf50b57691e777c360de3f98", "total": 10500, "verdict": "approve"}',NULL,NULL,'a6e2b87632faefef8cf46e6f4392d5aff292d17d96d995994f001df9ea20d05a','cc33a0bcae558e9608e0028ef68c8bfa9b54ccfc05ed0024118cf1b013934b0f','958271b2dc08885a6155e8b35608f722b44e1826c75ecee2d8f1119ffb9bd048');
INSERT INTO "event" VALUES(49,1796097825000000,'approved',NULL,13,5,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "c0e6d4097245f842161970053488a8401bd7c1fddf50b57691e777c360de3f98", "total": 10500}',NULL,NULL,'cc33a0bcae558e9608e0028ef68c8bfa9b54ccfc05ed0024118cf1b013934b0f','da99ab459bc479aedb917ea761b7bf4352c42569c8ba3432f93a06556a0d6120','ebe2550e96ea372ef6ef09cf721d826553b06c4dcfbcee38b9149dfa79946fcc');
INSERT INTO "event" VALUES(50,1796097830000000,'submitting',NULL,13,5,NULL,'{"epoch": 1}',NULL,NULL,'da99ab459bc479aedb917ea761b7bf4352c42569c8ba3432f93a06556a0d6120','008524769bbdf178a3cda1cf3e8cfa1d1aac0da7018b31b10a43627bfc9419b2','cecc6e0d7005a0384134875a9a6b5b7176563514984949c09938ad3db7dce3cd');
INSERT INTO "event" VALUES(51,1796097830000000,'placed',NULL,13,5,NULL,'{"orders": ["3301686771403783782"]}',NULL,NULL,'008524769bbdf178a3cda1cf3e8cfa1d1aac0da7018b31b10a43627bfc9419b2','ab5a32cff449033c7ac4641595e7d32a141a56d8fa17ad09d68f21ca0751288d','2eea7ed4d06fb4ddbf5818dd6ae2d2cab4ad5ae9c657f115bdd07b7739759681');
INSERT INTO "event" VALUES(52,1796097890000000,'paid',NULL,13,NULL,'3301686771403783782','{"after": null, "before": null}',NULL,NULL,'ab5a32cff449033c7ac4641595e7d32a141a56d8fa17ad09d68f21ca0751288d','65e56bf09b594fbfe35908e6fe57534e6348f22d4080cb4eae91f62991c16efd','a58f6ac11e53823e90c7586eb43bb270e219478adc4eb45a5797e8b3c4342e1d');
INSERT INTO "event" VALUES(53,1796097890000000,'part_shipped',NULL,13,NULL,'3301686771403783782','{"after": null, "before": null}',NULL,NULL,'65e56bf09b594fbfe35908e6fe57534e6348f22d4080cb4eae91f62991c16efd','5103fc47026474e1a1f140333a9e71b60c0ce60785038d509155774e8cab950f','c3fbf3d2f142b765469630daf37ef5fd8e8c6853c81daf851ad87f69f197e225');
INSERT INTO "event" VALUES(54,1796097950000000,'opened',11,14,NULL,NULL,'{"offer": "600000000015", "offers": ["600000000015"], "quantity": 10, "team": 1}',NULL,NULL,'5103fc47026474e1a1f140333a9e71b60c0ce60785038d509155774e8cab950f','70fdb94711c20e1eeb461605fef9786100685d14a60c41dac3c4d1bbd1200b0f','d94a53b1f404bc8d6d2207cfbf08889fd2dd4b01ab8210cfc676a6ba7ce9b93c');
INSERT INTO "event" VALUES(55,1796097950000000,'asked',11,14,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:05:50+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:05:50+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:05:50+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "f432b831334ebca53a2b4ba68e2322c4a157c8fac95e2bd90ab0138dd0a04d7d", "total": 10500, "until": "2026-12-02T04:05:50+00:00"}',NULL,NULL,'70fdb94711c20e1eeb461605fef9786100685d14a60c41dac3c4d1bbd1200b0f','63ad819d4492e08a667b9e5be97eefe17eb68da45e551cbca24316d0322b291b','5618f977a60e05fba4a060bee2589085deace062e06059402642df561f85d39f');
INSERT INTO "event" VALUES(56,1796097950000000,'voted',12,14,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "f432b831334ebca53a2b4ba68e2322c4a157c8fac95e2bd90ab0138dd0a04d7d", "total": 10500, "verdict": "approve"}',NULL,NULL,'63ad819d4492e08a667b9e5be97eefe17eb68da45e551cbca24316d0322b291b','6d52856c0d2ea233a220646d7ab7a0bb8be609648f7875680b9769c0188150ad','bb5495f1760d70b0021c1e21f51f83376096090fa723bfcb2507c80046b273da');
INSERT INTO "event" VALUES(57,1796097950000000,'approved',NULL,14,6,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "f432b831334ebca53a2b4ba68e2322c4a157c8fac95e2bd90ab0138dd0a04d7d", "total": 10500}',NULL,NULL,'6d52856c0d2ea233a220646d7ab7a0bb8be609648f7875680b9769c0188150ad','d69964cad63d712d73fb93a057fe942c32b9cd2b5c3e1ac15635fe0194673c94','2d216e0ff2259e168db037f7e105cdd81e2cdb6bda0e13e107815533c0adc950');
INSERT INTO "event" VALUES(58,1796097955000000,'submitting',NULL,14,6,NULL,'{"epoch": 1}',NULL,NULL,'d69964cad63d712d73fb93a057fe942c32b9cd2b5c3e1ac15635fe0194673c94','04f26f78f45b88ba31ba0074b9d615591548068daa536a6385f5d8e21d402ae4','60fab4b1d304dce1197a73e36b9a12db5180480b41abd3dbb17c2f66405562ce');
INSERT INTO "event" VALUES(59,1796097955000000,'placed',NULL,14,6,NULL,'{"orders": ["3301686771403783783"]}',NULL,NULL,'04f26f78f45b88ba31ba0074b9d615591548068daa536a6385f5d8e21d402ae4','c1b68670d023a74733307b206667ae313e8bf97dda2db2184c2f24ad2f29dd7a','3e03bc3389d5a9efb0d2ed133f9303dec88bc87a614aa73c818bd87e61d3327d');
INSERT INTO "event" VALUES(60,1796098015000000,'paid',NULL,14,NULL,'3301686771403783783','{"after": null, "before": null}',NULL,NULL,'c1b68670d023a74733307b206667ae313e8bf97dda2db2184c2f24ad2f29dd7a','6270bccdbf61d4c849169c35fe81bcfaed8510e89b555ed37f4f180ad1ec14a8','95e85fdc638c2cf29f861379e7d9ab76fa5888569c39ad01d4a373fdaaa8b9bd');
INSERT INTO "event" VALUES(61,1796098015000000,'shipped',NULL,14,NULL,'3301686771403783783','{"after": null, "before": null}',NULL,NULL,'6270bccdbf61d4c849169c35fe81bcfaed8510e89b555ed37f4f180ad1ec14a8','4332f10fd093b325534ca4430ae11994f1020fac9e68b9c1827ce002ee1944a9','d0b3f368a6d69608137847d85e5967d87051577812edad6e6b6279bfdc6460b1');
INSERT INTO "event" VALUES(62,1796098075000000,'opened',11,15,NULL,NULL,'{"offer": "600000000016", "offers": ["600000000016"], "quantity": 10, "team": 1}',NULL,NULL,'4332f10fd093b325534ca4430ae11994f1020fac9e68b9c1827ce002ee1944a9','4f61fa72f4b5f96bd141e024d43a49d39fc7ef4e75941e6a40f07c0ffa44ca53','48f69a1daf2d6c73d6dbb3e6a93aa81ba16776228ada41813ecf3b05954f0f1f');
INSERT INTO "event" VALUES(63,1796098075000000,'asked',11,15,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:07:55+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:07:55+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:07:55+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "e22eaf8aff087762ebc9ecab201d81d2c79f68666ca2cc7380a0c6e550f791f0", "total": 10500, "until": "2026-12-02T04:07:55+00:00"}',NULL,NULL,'4f61fa72f4b5f96bd141e024d43a49d39fc7ef4e75941e6a40f07c0ffa44ca53','baf99ff5aeb581e8bd2e5de55a2afc026d495b4a057502f2f4350168e4365136','64413cf7d2213068dc4de8ed489f0fed6742e637b20aa4d986a311b1e595bd8b');
INSERT INTO "event" VALUES(64,1796098075000000,'voted',12,15,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "e22eaf8aff087762ebc9ecab201d81d2c79f68666ca2cc7380a0c6e550f791f0", "total": 10500, "verdict": "approve"}',NULL,NULL,'baf99ff5aeb581e8bd2e5de55a2afc026d495b4a057502f2f4350168e4365136','860d3a48d1cbec7bc89f8994edafaab6df74ecd2c8836fa7a0e649102ef1a3db','7ada564456ee83a269c73a43437be055f6cbfa4c06f7b960a0ad07a2578cf7c5');
INSERT INTO "event" VALUES(65,1796098075000000,'approved',NULL,15,7,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "e22eaf8aff087762ebc9ecab201d81d2c79f68666ca2cc7380a0c6e550f791f0", "total": 10500}',NULL,NULL,'860d3a48d1cbec7bc89f8994edafaab6df74ecd2c8836fa7a0e649102ef1a3db','514f10d6daf878cfbd6281cf4a6252f8cf83c5905df562c2a96ca6ffe6c45996','54239f8d2de1980c8e5f9866ed399863017ca5b95df0d38f106a4f793e098873');
INSERT INTO "event" VALUES(66,1796098080000000,'submitting',NULL,15,7,NULL,'{"epoch": 1}',NULL,NULL,'514f10d6daf878cfbd6281cf4a6252f8cf83c5905df562c2a96ca6ffe6c45996','7c091b1f3548f01227caf77ab3fe341da1d0d94663090d2b35a527ee02ca4bb0','82f16b5bda5cf76084c1248cf04de8aa06aa3e347ea87a4b26cd3210cb0b136a');
INSERT INTO "event" VALUES(67,1796098080000000,'placed',NULL,15,7,NULL,'{"orders": ["3301686771403783784"]}',NULL,NULL,'7c091b1f3548f01227caf77ab3fe341da1d0d94663090d2b35a527ee02ca4bb0','95f80f8cfc918cab8f6d8dbbd352f36a74360fd4fe07b87f770eb3f6e471c532','0b46e6fdaaf0d59ca132ddd1f0f210b8b2c8fb3073e061efd1c5125469ce0a63');
INSERT INTO "event" VALUES(68,1796098140000000,'paid',NULL,15,NULL,'3301686771403783784','{"after": null, "before": null}',NULL,NULL,'95f80f8cfc918cab8f6d8dbbd352f36a74360fd4fe07b87f770eb3f6e471c532','619104a0aca33cf527435ffc0deb22de43e83984161a8b248f787326af3155b7','95785fe493a78b575d91682c921257e542a2f209caf7e5fc561e0d3f1460daca');
INSERT INTO "event" VALUES(69,1796098140000000,'received',NULL,15,NULL,'3301686771403783784','{"after": null, "before": null}',NULL,NULL,'619104a0aca33cf527435ffc0deb22de43e83984161a8b248f787326af3155b7','4a1b5b4ceaffb1bab10ddf7ca823e1e1335ec48a00e7231fc0687a6136500762','fc37b50bf8aa6d6bc4a08e291ba2d89f2d45f0d8cb132fc7a5beab34a0833d99');
INSERT INTO "event" VALUES(70,1796098200000000,'opened',11,16,NULL,NULL,'{"offer": "600000000017", "offers": ["600000000017"], "quantity": 10, "team": 1}',NULL,NULL,'4a1b5b4ceaffb1bab10ddf7ca823e1e1335ec48a00e7231fc0687a6136500762','8d86a5f2d258d7edb3b0db97bda46bf154a90d4894ce442243563611342348dd','dca00a9d71ae62ed0a6c9306a8fb31e02f37177008e2d7a7db6efaf8c7c1ecab');
INSERT INTO "event" VALUES(71,1796098200000000,'asked',11,16,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:10:00+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:10:00+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:10:00+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "b4ec85d7c9d5ca7e542bcf73d4f091ab4b14e51d2a7e08c0f82aca04d653bd31", "total": 10500, "until": "2026-12-02T04:10:00+00:00"}',NULL,NULL,'8d86a5f2d258d7edb3b0db97bda46bf154a90d4894ce442243563611342348dd','7711e1a15cc61016887bda6335eadd3653ed541c285d4ce401c790f15f2cc908','ab3a73c8c74a2e6129531b55f32f9ea0f9d39c3cc6a4ec5cee000598ffd71b10');
INSERT INTO "event" VALUES(72,1796098200000000,'voted',12,16,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "b4ec85d7c9d5ca7e542bcf73d4f091ab4b14e51d2a7e08c0f82aca04d653bd31", "total": 10500, "verdict": "approve"}',NULL,NULL,'7711e1a15cc61016887bda6335eadd3653ed541c285d4ce401c790f15f2cc908','ceab5e3462f681c9258454a95b3e6d04a8708848b03e74ad8588cb99c684de8d','d5cbcd711cee2ae8a52fb39c223196fe2625cb9688e814d9ab1e8cd1fd9acf90');
INSERT INTO "event" VALUES(73,1796098200000000,'approved',NULL,16,8,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "b4ec85d7c9d5ca7e542bcf73d4f091ab4b14e51d2a7e08c0f82aca04d653bd31", "total": 10500}',NULL,NULL,'ceab5e3462f681c9258454a95b3e6d04a8708848b03e74ad8588cb99c684de8d','8980c26898c3aa4db7ab2d25a7797907ad0c9f0cc55892153e5333324fd00d7b','ddd10f355a4775c04c37396a30dfa930482dac5da456e15eb238165279eef711');
INSERT INTO "event" VALUES(74,1796098205000000,'submitting',NULL,16,8,NULL,'{"epoch": 1}',NULL,NULL,'8980c26898c3aa4db7ab2d25a7797907ad0c9f0cc55892153e5333324fd00d7b','8d0a563ea23f1b666d2526b3ba9e549eb2ee8a62692bb6906297654e54424a57','77db92b11d66ec9acc2ff1df4a50d5c5df6adb7b3807de0bd45968e2a8171f15');
INSERT INTO "event" VALUES(75,1796098205000000,'placed',NULL,16,8,NULL,'{"orders": ["3301686771403783785"]}',NULL,NULL,'8d0a563ea23f1b666d2526b3ba9e549eb2ee8a62692bb6906297654e54424a57','87329ba4059255aa8fbace450dfe2797190674d152a47ab263aaea9a6c05db13','50e10ac739facfec82159c8477f02462b9723203aca62a5627ff687f733408a8');
INSERT INTO "event" VALUES(76,1796098265000000,'paid',NULL,16,NULL,'3301686771403783785','{"after": null, "before": null}',NULL,NULL,'87329ba4059255aa8fbace450dfe2797190674d152a47ab263aaea9a6c05db13','280ed77d2dc2befccc12e42e6e0098d468d2a9fe225b9c446f0c91f80f3da0d5','bfd4058a1db2242aeaebc44cb67485b8ed7432aa5f359c88a10964b8ec371d25');
INSERT INTO "event" VALUES(77,1796098265000000,'finished',NULL,16,NULL,'3301686771403783785','{"after": null, "before": null}',NULL,NULL,'280ed77d2dc2befccc12e42e6e0098d468d2a9fe225b9c446f0c91f80f3da0d5','66e49f4dda58f126192f485b160f47dee4895e2ae369831750a050bc5f63db60','286032d1b3856ae5867c2d9a31ad4fb816e396de91ae0312e2122559a1092ffd');
INSERT INTO "event" VALUES(78,1796098325000000,'opened',11,17,NULL,NULL,'{"offer": "600000000018", "offers": ["600000000018"], "quantity": 10, "team": 1}',NULL,NULL,'66e49f4dda58f126192f485b160f47dee4895e2ae369831750a050bc5f63db60','b9884c08c8bece8d2b3613146cf620c9f762f876668f96dcab90cd79959573da','0a1c00ec4254e35d8515cf0fdcc8541ce515f52bb5de440a5a90634abb7b0145');
INSERT INTO "event" VALUES(79,1796098325000000,'asked',11,17,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:12:05+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:12:05+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:12:05+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "bfb00b9346acfd451c21a9b8743027aaf4d88494a779a244afe75cff7d5b4f6f", "total": 10500, "until": "2026-12-02T04:12:05+00:00"}',NULL,NULL,'b9884c08c8bece8d2b3613146cf620c9f762f876668f96dcab90cd79959573da','2634760d2387e04cb407b57a3df8985fb54268476a3a64cf99732ce1f523a4fd','fc7ff4579798468d1e115ac4688493b666e06d0b1943d2c8c7ccc51d478e9fb8');
INSERT INTO "event" VALUES(80,1796098325000000,'voted',12,17,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "bfb00b9346acfd451c21a9b8743027aaf4d88494a779a244afe75cff7d5b4f6f", "total": 10500, "verdict": "approve"}',NULL,NULL,'2634760d2387e04cb407b57a3df8985fb54268476a3a64cf99732ce1f523a4fd','2533662f211076cd6b95dc351697da04dba31624bdf260e4ae7c90344d465c73','55aa49c76e3c2ccd5e275fc3ad97c4c523029c602b9a709b4941427139a40b19');
INSERT INTO "event" VALUES(81,1796098325000000,'approved',NULL,17,9,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "bfb00b9346acfd451c21a9b8743027aaf4d88494a779a244afe75cff7d5b4f6f", "total": 10500}',NULL,NULL,'2533662f211076cd6b95dc351697da04dba31624bdf260e4ae7c90344d465c73','603e834f0f8ea8920a5a7a92ff1186496ae58cfc0501b3bf13e828ba7d951185','932383653e6381c0bf55f3443656fb8dd9d796ada4e0f4407f637fb5096b571b');
INSERT INTO "event" VALUES(82,1796098330000000,'submitting',NULL,17,9,NULL,'{"epoch": 1}',NULL,NULL,'603e834f0f8ea8920a5a7a92ff1186496ae58cfc0501b3bf13e828ba7d951185','c9900afcb7bed2295e007e7e493f41535de0c1c72295551c710672ea2f4861c3','2b51c5850c250bbf1a682a6c8e34f75ab6c325878de36079e5efb69fdd5d5c5a');
INSERT INTO "event" VALUES(83,1796098330000000,'placed',NULL,17,9,NULL,'{"orders": ["3301686771403783786"]}',NULL,NULL,'c9900afcb7bed2295e007e7e493f41535de0c1c72295551c710672ea2f4861c3','211bfcab7ff5f7c690e2a7bdffeb7232e620b543399e09aa19ae7419fcb860c1','8d9f6a8f84e24c313ed6678155660d7c40b67d3844c2a801d7d97dac8d190d6b');
INSERT INTO "event" VALUES(84,1796098390000000,'cancelled',NULL,17,NULL,'3301686771403783786','{"after": null, "before": null}',NULL,NULL,'211bfcab7ff5f7c690e2a7bdffeb7232e620b543399e09aa19ae7419fcb860c1','3a2fd96c0c819b90739f186a1e50f111120a9c7419d88129f5b55a58bf3617d7','0306a97b265c0106b468cd09403eb411f3d608acf8332eb419af72039ec0aeda');
INSERT INTO "event" VALUES(85,1796098450000000,'opened',11,18,NULL,NULL,'{"offer": "600000000019", "offers": ["600000000019"], "quantity": 10, "team": 1}',NULL,NULL,'3a2fd96c0c819b90739f186a1e50f111120a9c7419d88129f5b55a58bf3617d7','6609655d109472dfd35c0672da988c5cf7028d5e2e561cc107fdc3ee03d04fc7','75279af89c7eaa46b4d67351a89e5f9175772b69de31f12d04e5f844dbaced93');
INSERT INTO "event" VALUES(86,1796098450000000,'asked',11,18,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:14:10+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:14:10+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:14:10+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "2f2477fc8eaa25c1d4912b03ea7fdc0b4c36c49366b4b6c6650f1c0e3a546875", "total": 10500, "until": "2026-12-02T04:14:10+00:00"}',NULL,NULL,'6609655d109472dfd35c0672da988c5cf7028d5e2e561cc107fdc3ee03d04fc7','1e92476227dfcb85a2e5073dd2221c7e51474c4c03fd628c49187f842c85bac5','589d94366833f53c52aad1772ffe765a962658d639c180c6aa5ab1f3797c52d4');
INSERT INTO "event" VALUES(87,1796098450000000,'voted',12,18,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "2f2477fc8eaa25c1d4912b03ea7fdc0b4c36c49366b4b6c6650f1c0e3a546875", "total": 10500, "verdict": "approve"}',NULL,NULL,'1e92476227dfcb85a2e5073dd2221c7e51474c4c03fd628c49187f842c85bac5','c230e4eb865f4b9c7ae97fd5fe548233917cd947a87cba54d9bd2ef804960025','53707a514d3f7286ebdfc4eac72fc7f6c586fc17685c67fcb08f1e5c25822129');
INSERT INTO "event" VALUES(88,1796098450000000,'approved',NULL,18,10,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "2f2477fc8eaa25c1d4912b03ea7fdc0b4c36c49366b4b6c6650f1c0e3a546875", "total": 10500}',NULL,NULL,'c230e4eb865f4b9c7ae97fd5fe548233917cd947a87cba54d9bd2ef804960025','e13ce9418a406b20fa48647717c37098b1e845e7af13da7108616e2a77f74415','6747541e159329d0b7445019e9bb29e10706d8f4ee54c3557f7a64d2f7820724');
INSERT INTO "event" VALUES(89,1796098455000000,'submitting',NULL,18,10,NULL,'{"epoch": 1}',NULL,NULL,'e13ce9418a406b20fa48647717c37098b1e845e7af13da7108616e2a77f74415','61a55e5ad7e7243eed96d6a807bcb3a67c3fe5b42a4e082a53ffeffe2cff73a1','509a9235bde3a86ad89f377131f36d03e94617961ed3199a37a21cc11bce82bc');
INSERT INTO "event" VALUES(90,1796098455000000,'placed',NULL,18,10,NULL,'{"orders": ["3301686771403783787"]}',NULL,NULL,'61a55e5ad7e7243eed96d6a807bcb3a67c3fe5b42a4e082a53ffeffe2cff73a1','5707121a605f6330dce60847a041e1e494e5ea9ee84029dc814049d61506b51d','26cd08765d8cba6ef3210cd22d3d2c09d59cc8f3a591ff7c706e39547d87935b');
INSERT INTO "event" VALUES(91,1796098455000000,'paid',NULL,18,NULL,'3301686771403783787','{"after": null, "before": null}',NULL,NULL,'5707121a605f6330dce60847a041e1e494e5ea9ee84029dc814049d61506b51d','1a08973c679eb5a21476a3d1761b128bbacaac4ac654bb796f040e53f68ddda0','7f114390a54261104a54c291a1c5c38d4f699f6112cd6ec62b6ca25c9d307823');
INSERT INTO "event" VALUES(92,1796098455000000,'shipped',NULL,18,NULL,'3301686771403783787','{"after": null, "before": null}',NULL,NULL,'1a08973c679eb5a21476a3d1761b128bbacaac4ac654bb796f040e53f68ddda0','2e4bac9a9087a968611184b4684c30dd60f81d0d60d21decac36691a5fa22d60','641d13eb71bcfe0001f1ed21b35c71eeac258b48f83ae2253c2832ed074dc698');
INSERT INTO "event" VALUES(93,1796098455000000,'counted',15,18,NULL,'3301686771403783787','{"lines": [["3301686771403783787", "good", 7], ["3301686771403783787", "damaged", 1]], "parcel": ""}',NULL,NULL,'2e4bac9a9087a968611184b4684c30dd60f81d0d60d21decac36691a5fa22d60','1982c8fccd4d7ed66acd0556b79626caf2c21873f002e0072b3644f927306233','9ea26e498452716784d83759ea2e0ab940ededaf461beece0f739877260a5ba4');
INSERT INTO "event" VALUES(94,1796098455000000,'opened',11,19,NULL,NULL,'{"offer": "600000000020", "offers": ["600000000020"], "quantity": 10, "team": 1}',NULL,NULL,'1982c8fccd4d7ed66acd0556b79626caf2c21873f002e0072b3644f927306233','68f1688595f7692bdbd8e80e4db868d620dc996f1aebbe6eaed6a17c62435d86','16e701d057aebbff88af5fc1aa1db32cc20b24acba731f13dd401436a78ae305');
INSERT INTO "event" VALUES(95,1796098455000000,'asked',11,19,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:14:15+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:14:15+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:14:15+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "23c98a65f7d14c15024179cbc6cace31bfcc05939279c1200c63ad29e25d416f", "total": 10500, "until": "2026-12-02T04:14:15+00:00"}',NULL,NULL,'68f1688595f7692bdbd8e80e4db868d620dc996f1aebbe6eaed6a17c62435d86','0fc608cea766bbd6907d99e1658799c28502674d7f3d3629d1d1578ed68fe754','bb9971cdb3014ec071545343929fc8365a7c2ff9a422112ea8ce805dce48f165');
INSERT INTO "event" VALUES(96,1796098455000000,'voted',12,19,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "23c98a65f7d14c15024179cbc6cace31bfcc05939279c1200c63ad29e25d416f", "total": 10500, "verdict": "approve"}',NULL,NULL,'0fc608cea766bbd6907d99e1658799c28502674d7f3d3629d1d1578ed68fe754','75dca28e18c52dd05c545486ebce50767d997725651c7affd15f1a6aeca6db77','f302ccff01d3fa5a7fc6bc1c1fb6f8ef8b049dbf8483ef49cf756c0f70ba27d9');
INSERT INTO "event" VALUES(97,1796098455000000,'approved',NULL,19,11,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "23c98a65f7d14c15024179cbc6cace31bfcc05939279c1200c63ad29e25d416f", "total": 10500}',NULL,NULL,'75dca28e18c52dd05c545486ebce50767d997725651c7affd15f1a6aeca6db77','805c984fdeae67a8b14e586dd1db7fd35555601e0fb49e6789e1dba7925a93e9','8850778439d215e22c5c6314fe676fd17d28b5faef8b4249795038b6e8bf6ef1');
INSERT INTO "event" VALUES(98,1796098460000000,'submitting',NULL,19,11,NULL,'{"epoch": 1}',NULL,NULL,'805c984fdeae67a8b14e586dd1db7fd35555601e0fb49e6789e1dba7925a93e9','ae7557fccfc62f6f72da559b0be8573784b80af59628e81827915e4cc55c91c4','9fddf3a53090fb86fee3041ad9c7abdfaae0db4e6cb4e3ab4abeeb32553f808f');
INSERT INTO "event" VALUES(99,1796098460000000,'placed',NULL,19,11,NULL,'{"orders": ["3301686771403783788"]}',NULL,NULL,'ae7557fccfc62f6f72da559b0be8573784b80af59628e81827915e4cc55c91c4','b7ce45d46d520cdbfbd5cb6d8269374d9e72f6561f5404e5ed359308f7507d6c','dde3fda27e7cd9c473d3987c8305d54c9c7b4894cdf5028d1180cfbc04015959');
INSERT INTO "event" VALUES(100,1796098460000000,'paid',NULL,19,NULL,'3301686771403783788','{"after": null, "before": null}',NULL,NULL,'b7ce45d46d520cdbfbd5cb6d8269374d9e72f6561f5404e5ed359308f7507d6c','fb5de3b11a2301fdfa65d52fe4bed89c7ad8b0c936178e74578aceb293c5d925','9e4cc3955bc77908a2a4760e3263fec9b0d70ae7a5fc521d43c45cc72a65aa1d');
INSERT INTO "event" VALUES(101,1796098460000000,'shipped',NULL,19,NULL,'3301686771403783788','{"after": null, "before": null}',NULL,NULL,'fb5de3b11a2301fdfa65d52fe4bed89c7ad8b0c936178e74578aceb293c5d925','0b88e8a5361ed2a2cc0b1a56265b2af26161a65c3f0c0dd623cafa7d0f558af0','50ae0098af232baae9b74c878fd7578c85b5db69137baabc04cac4894304caf1');
INSERT INTO "event" VALUES(102,1796098460000000,'counted',15,19,NULL,'3301686771403783788','{"lines": [["3301686771403783788", "good", 7], ["3301686771403783788", "damaged", 1]], "parcel": ""}',NULL,NULL,'0b88e8a5361ed2a2cc0b1a56265b2af26161a65c3f0c0dd623cafa7d0f558af0','932d95964601a58e4f0e12a2166a4726b35f9a39528ea17ce553b06b882f540f','f954e01e8800ad0c5c7dbf70804ecbaa49dab870653da5dc228712a3ee144790');
INSERT INTO "event" VALUES(103,1796098460000000,'opened',11,20,NULL,NULL,'{"offer": "600000000021", "offers": ["600000000021"], "quantity": 10, "team": 1}',NULL,NULL,'932d95964601a58e4f0e12a2166a4726b35f9a39528ea17ce553b06b882f540f','9919a679278ae902b967c99af403e32f27e2ead9a043b61f72151192ccbdf51e','c324867290042a556b3885f817a5014917c1cedd4a2e098bb4d06236a2bf8d49');
INSERT INTO "event" VALUES(104,1796098460000000,'asked',11,20,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:14:20+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:14:20+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:14:20+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "5a1f19711804ac5da7c5179b6ebdb6e95ec528dacbaf2c2ddf3782b0694c3c6f", "total": 10500, "until": "2026-12-02T04:14:20+00:00"}',NULL,NULL,'9919a679278ae902b967c99af403e32f27e2ead9a043b61f72151192ccbdf51e','1c7167e241cfcb1bf22e6934c53b43bd448b292ed2b3626055e52c640b4bf8fe','05d80e1bede39ceea469828a22da0816147032abc502cc140f4f4d81d99abc4f');
INSERT INTO "event" VALUES(105,1796098460000000,'voted',12,20,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "5a1f19711804ac5da7c5179b6ebdb6e95ec528dacbaf2c2ddf3782b0694c3c6f", "total": 10500, "verdict": "approve"}',NULL,NULL,'1c7167e241cfcb1bf22e6934c53b43bd448b292ed2b3626055e52c640b4bf8fe','3b50d25ae315e3f818a861dd3bde89c1e988b0df4b45fe279ecffb1d43bf6389','dc22b2abd987f2bfe05587f4f92eebca217ba6a23179663b1ae9bec9f749d867');
INSERT INTO "event" VALUES(106,1796098460000000,'approved',NULL,20,12,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "5a1f19711804ac5da7c5179b6ebdb6e95ec528dacbaf2c2ddf3782b0694c3c6f", "total": 10500}',NULL,NULL,'3b50d25ae315e3f818a861dd3bde89c1e988b0df4b45fe279ecffb1d43bf6389','23ce596a05d977506866db4785ff7a74e7f96f0885e2c8704fb88c05a7965a50','3d7afa61c17368323a66188359b0113444e4412d451cd1ef726dfed4b383944b');
INSERT INTO "event" VALUES(107,1796098465000000,'submitting',NULL,20,12,NULL,'{"epoch": 1}',NULL,NULL,'23ce596a05d977506866db4785ff7a74e7f96f0885e2c8704fb88c05a7965a50','c4bfde02cf6cf6202e73c155b50713d904d56a7ebd9760dd70e92d68a0ac15e3','da1fd99e5068bf5d27badfaf926e8eebb9ad863d417a9671bd6e6c19b3808667');
INSERT INTO "event" VALUES(108,1796098465000000,'placed',NULL,20,12,NULL,'{"orders": ["3301686771403783789"]}',NULL,NULL,'c4bfde02cf6cf6202e73c155b50713d904d56a7ebd9760dd70e92d68a0ac15e3','27d3ada1ae7120e97e4174ae32ded40f09d951fc8fa7dec86441f1d5b7719d3a','2e96776c3e9299cf7613c12c1a1636e1b968e28acf9c2b518fcc2249b5f8972b');
INSERT INTO "event" VALUES(109,1796098465000000,'paid',NULL,20,NULL,'3301686771403783789','{"after": null, "before": null}',NULL,NULL,'27d3ada1ae7120e97e4174ae32ded40f09d951fc8fa7dec86441f1d5b7719d3a','d5fad1e3c5f87d7e62b6297352a23b95b53e2bea39bb0491c30275e87a249927','67c8ce227894bcecfd7392a3f7cf69ed52c23c5ba5a11eddbc6e59878e7b8e32');
INSERT INTO "event" VALUES(110,1796098465000000,'shipped',NULL,20,NULL,'3301686771403783789','{"after": null, "before": null}',NULL,NULL,'d5fad1e3c5f87d7e62b6297352a23b95b53e2bea39bb0491c30275e87a249927','b6264a430c7aac589f6d85879f7aa5c0516f6b1e34f90a5855c7b223b971cdd9','dd7e7dc33febc6e122babc53ed709d195666b4a13be2b067e37b1cc4e0060747');
INSERT INTO "event" VALUES(111,1796098465000000,'counted',15,20,NULL,'3301686771403783789','{"lines": [["3301686771403783789", "good", 7], ["3301686771403783789", "damaged", 1]], "parcel": ""}',NULL,NULL,'b6264a430c7aac589f6d85879f7aa5c0516f6b1e34f90a5855c7b223b971cdd9','ff08798602be2b29e42cd209c4db63080cc20a83d17eebb3f934a66870fbd8d0','7216061023ab8a8e4c03863b8a495f0265acf763518cf01231b91c790bdc7d35');
INSERT INTO "event" VALUES(112,1796098465000000,'errand_refund_asked',15,20,NULL,'3301686771403783789','{"accepts": false, "entries": ["3301686771403783789"], "refund": "", "total": 3000, "waybill": ""}',NULL,NULL,'ff08798602be2b29e42cd209c4db63080cc20a83d17eebb3f934a66870fbd8d0','050eaabab4ef4879011b70b878892395e47b6aafe64b04e0a4a39cf6cb9c2cf6','968028a73af134844cc3dd66ed9eff9a8c7ac84770f87b11d6562ecbecb9e3bd');
INSERT INTO "event" VALUES(113,1796098465000000,'errand_refund_unclear',NULL,20,NULL,'3301686771403783789','{"accepts": false, "entries": ["3301686771403783789"], "reason": "ReadTimeout", "refund": "", "total": 3000, "waybill": ""}',NULL,NULL,'050eaabab4ef4879011b70b878892395e47b6aafe64b04e0a4a39cf6cb9c2cf6','99ebb600d479985b019792e400dd878ad1cf4b1dc48755c5f0d410930b1af604','dc46e03563c23e6047d72ecf43cda07da8a5f9c425d0df96f24669d75b768379');
INSERT INTO "event" VALUES(114,1796098465000000,'opened',11,21,NULL,NULL,'{"offer": "600000000022", "offers": ["600000000022"], "quantity": 10, "team": 1}',NULL,NULL,'99ebb600d479985b019792e400dd878ad1cf4b1dc48755c5f0d410930b1af604','a9c5f5833d62606ddedc4403e6b2c4a75ce0096807b3e83e99d21ad3ba15ed2e','cc8f23c8d90b0b2979c0a7eb9139e9d5ab14fe6c3e7c60febc6c0ed2b702347e');
INSERT INTO "event" VALUES(115,1796098465000000,'asked',11,21,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:14:25+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:14:25+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:14:25+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "1bc2260a6e96604a85cfd320dbea9c36376393fdddf6c60abb3dde6f33a8445d", "total": 10500, "until": "2026-12-02T04:14:25+00:00"}',NULL,NULL,'a9c5f5833d62606ddedc4403e6b2c4a75ce0096807b3e83e99d21ad3ba15ed2e','f63255f906dd91db787abd10d4406d1d0221f66f53a6dcddcb9c5ed84b9261bf','0fd2e20d6722807c3bf8fe0f713825ff1c5af4e0b3e8bd62fe180888d2fa677a');
INSERT INTO "event" VALUES(116,1796098465000000,'voted',12,21,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "1bc2260a6e96604a85cfd320dbea9c36376393fdddf6c60abb3dde6f33a8445d", "total": 10500, "verdict": "approve"}',NULL,NULL,'f63255f906dd91db787abd10d4406d1d0221f66f53a6dcddcb9c5ed84b9261bf','ec4c87433d690d0b51e3dcecf48d0d1296ee86759d5451e31a107225072bdcd0','ac14ad40f06157198f05dd8fe01238d12dcc9ef4d0d7513b7af9a72de57531ff');
INSERT INTO "event" VALUES(117,1796098465000000,'approved',NULL,21,13,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "1bc2260a6e96604a85cfd320dbea9c36376393fdddf6c60abb3dde6f33a8445d", "total": 10500}',NULL,NULL,'ec4c87433d690d0b51e3dcecf48d0d1296ee86759d5451e31a107225072bdcd0','36acb9015b5cc8641db75ddf3b401ecc5ae68c0f45d74886cbd3e0f86dfffa07','c04bac44d4a8a1171f8735aaa2ea6b3b91ff539313a49a710311c4bfb5224441');
INSERT INTO "event" VALUES(118,1796098470000000,'submitting',NULL,21,13,NULL,'{"epoch": 1}',NULL,NULL,'36acb9015b5cc8641db75ddf3b401ecc5ae68c0f45d74886cbd3e0f86dfffa07','b04cdaf86e9fa6e3c18efe685c27cd7dd584d04abcbdb85f0a453ea49d39a69b','f3d13d1f9143659e8b8fb7dc3c60ab49a47d0d4bc677c6128db4d9eeb1f7f358');
INSERT INTO "event" VALUES(119,1796098470000000,'placed',NULL,21,13,NULL,'{"orders": ["3301686771403783790"]}',NULL,NULL,'b04cdaf86e9fa6e3c18efe685c27cd7dd584d04abcbdb85f0a453ea49d39a69b','ee3aa8974da79d52a8ddb5900e93f0991d74f96ea5183df403afa582ea51ae12','9567a683fc8bc7aa98832462bc507ece8f38bf1415699d2e5075e18eb1373c41');
INSERT INTO "event" VALUES(120,1796098470000000,'paid',NULL,21,NULL,'3301686771403783790','{"after": null, "before": null}',NULL,NULL,'ee3aa8974da79d52a8ddb5900e93f0991d74f96ea5183df403afa582ea51ae12','2549f2a6336753ff55da913f978c1b5d6c714639438b155fadda3c91e320e033','1b314315d6e52fee386f464ba362bef7ffec5089528f2e25f696d46d42e736ba');
INSERT INTO "event" VALUES(121,1796098470000000,'shipped',NULL,21,NULL,'3301686771403783790','{"after": null, "before": null}',NULL,NULL,'2549f2a6336753ff55da913f978c1b5d6c714639438b155fadda3c91e320e033','d4d34f51a48d0dd198400d91b1a351f13c9e49831eacb02737bea2a16fa7b170','f71a93f56bade19098cdcbbec5972c54fb4aa5189a311e7037ad76eeb8c085b8');
INSERT INTO "event" VALUES(122,1796098470000000,'counted',15,21,NULL,'3301686771403783790','{"lines": [["3301686771403783790", "good", 7], ["3301686771403783790", "damaged", 1]], "parcel": ""}',NULL,NULL,'d4d34f51a48d0dd198400d91b1a351f13c9e49831eacb02737bea2a16fa7b170','16e5ff61e81824164ac790846f0a667358ae33b2f4e3eaa7ecf5862bccaac5a7','78c733978e573237070a3cac173f3b19c6e3d6dc69f77f8ada9ede6ff662e3d0');
INSERT INTO "event" VALUES(123,1796098470000000,'errand_refund_asked',15,21,NULL,'3301686771403783790','{"accepts": false, "entries": ["3301686771403783790"], "refund": "", "total": 3000, "waybill": ""}',NULL,NULL,'16e5ff61e81824164ac790846f0a667358ae33b2f4e3eaa7ecf5862bccaac5a7','d82d32c8819922dc2e7fd9cbeca81edcc8bd2d13835ea4789a16df426d2c80e0','1319e54f018adfb2042698c63f581acc98723d76bc3874b904cd43917785e050');
INSERT INTO "event" VALUES(124,1796098470000000,'errand_refund_done',NULL,21,NULL,'3301686771403783790','{"accepts": false, "entries": ["3301686771403783790"], "reason": "", "refund": "TQ1", "total": 3000, "waybill": ""}',NULL,NULL,'d82d32c8819922dc2e7fd9cbeca81edcc8bd2d13835ea4789a16df426d2c80e0','9a90a72048e164406341824fe855323facf7e98068bbc3ef9a44e5da54bb3b39','3b36304fe712439f5990c03cc2298710fc3f766f24312b77dc8bfa707d53a7f0');
INSERT INTO "event" VALUES(125,1796098590000000,'refund_asked',NULL,21,NULL,'3301686771403783790','{"after": null, "before": null}',NULL,NULL,'9a90a72048e164406341824fe855323facf7e98068bbc3ef9a44e5da54bb3b39','a51a53a164c737b9467febb01f090df2d9a8d104e63baec29fadd30fac7ab1cf','5d0910fc57976827f630fc0cd50b479abfce41c69c066422381aac66940a166e');
INSERT INTO "event" VALUES(126,1796098590000000,'opened',11,22,NULL,NULL,'{"offer": "600000000023", "offers": ["600000000023"], "quantity": 10, "team": 1}',NULL,NULL,'a51a53a164c737b9467febb01f090df2d9a8d104e63baec29fadd30fac7ab1cf','248438cf69b55c7b0f8643611bd5e34390fa9fca42c6d07e95ed1823a7580e7d','dc1156c816532122eef8d9ad4c48bb819e61a5b938fed53d7439041a89e420a6');
INSERT INTO "event" VALUES(127,1796098590000000,'asked',11,22,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:16:30+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:16:30+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:16:30+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "f0a7eebe0e1eb7ae91e8cc4edcc07f4d4deea8a1f5bc357bdde2d050fc8a382f", "total": 10500, "until": "2026-12-02T04:16:30+00:00"}',NULL,NULL,'248438cf69b55c7b0f8643611bd5e34390fa9fca42c6d07e95ed1823a7580e7d','fa8def30acaf0197febc7e139a48a7ff7f9c0091d1e4a7e8df8b454dd7d2fe8c','d780c7fb647138a7b19a6847f136f9a6a96dfee762f6cddf3a64e6616645f3a7');
INSERT INTO "event" VALUES(128,1796098590000000,'voted',12,22,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "f0a7eebe0e1eb7ae91e8cc4edcc07f4d4deea8a1f5bc357bdde2d050fc8a382f", "total": 10500, "verdict": "approve"}',NULL,NULL,'fa8def30acaf0197febc7e139a48a7ff7f9c0091d1e4a7e8df8b454dd7d2fe8c','af11a263a1d472894f5bccb2afffaf79eab0e2dbcc948e7f5dd637ef47863c1d','0d807ba2449cfa05a7fb52e09f54a839d89ca08b5b5b930eea448d9c1d92dc9d');
INSERT INTO "event" VALUES(129,1796098590000000,'approved',NULL,22,14,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "f0a7eebe0e1eb7ae91e8cc4edcc07f4d4deea8a1f5bc357bdde2d050fc8a382f", "total": 10500}',NULL,NULL,'af11a263a1d472894f5bccb2afffaf79eab0e2dbcc948e7f5dd637ef47863c1d','ab793e13b82ee30f035612d407e27848889cdbc9b705541dea3575829a16dc7c','13d8d763169d9efa0a5ffd2a3c8c052c24134442987032dc543f77399d8abcba');
INSERT INTO "event" VALUES(130,1796098595000000,'submitting',NULL,22,14,NULL,'{"epoch": 1}',NULL,NULL,'ab793e13b82ee30f035612d407e27848889cdbc9b705541dea3575829a16dc7c','6e74cfdac1f905b5d003201dfdbe8a4363c9977b63e6d0b35f33d9c813509be7','6227388ef561077a09823ab6e25db6dd76880ae0a404c4bc1f8218d07199dcbc');
INSERT INTO "event" VALUES(131,1796098595000000,'placed',NULL,22,14,NULL,'{"orders": ["3301686771403783791"]}',NULL,NULL,'6e74cfdac1f905b5d003201dfdbe8a4363c9977b63e6d0b35f33d9c813509be7','8a244e465f55c0e0f1f0f73a945236309cbbd942d660f27120e31a519f0064b4','91a6eff9cf7242e40e97d741e6370e1f8938b6a66ebbc2dadc9021afd1361330');
INSERT INTO "event" VALUES(132,1796098595000000,'paid',NULL,22,NULL,'3301686771403783791','{"after": null, "before": null}',NULL,NULL,'8a244e465f55c0e0f1f0f73a945236309cbbd942d660f27120e31a519f0064b4','4050aeb54d70f19bbd680c96464ac483e1f8280639cfed1bb119ee8cd88a8998','f585a72425bf07d62ddef013cade2872011f245916765e25f2fda535fd3ab543');
INSERT INTO "event" VALUES(133,1796098595000000,'shipped',NULL,22,NULL,'3301686771403783791','{"after": null, "before": null}',NULL,NULL,'4050aeb54d70f19bbd680c96464ac483e1f8280639cfed1bb119ee8cd88a8998','c368d247f5509c43072b3f1ee8165ac4d9727e5e98f628eceedd4152ac4f7705','530e07f1792b306515697b845235dd22d84d5003cdacdd4bca8e79af7b01c49f');
INSERT INTO "event" VALUES(134,1796098595000000,'counted',15,22,NULL,'3301686771403783791','{"lines": [["3301686771403783791", "good", 7], ["3301686771403783791", "damaged", 1]], "parcel": ""}',NULL,NULL,'c368d247f5509c43072b3f1ee8165ac4d9727e5e98f628eceedd4152ac4f7705','6ada9b1a39cab0f56c0d86db09babb85ec9f49b779b44d2cb9fdb405e8094a82','d6f7c14c3a135c52052e99f6a6cb2f7f045c476eb1c71e89a0f44b243733ca80');
INSERT INTO "event" VALUES(135,1796098595000000,'errand_refund_asked',15,22,NULL,'3301686771403783791','{"accepts": false, "entries": ["3301686771403783791"], "refund": "", "total": 3000, "waybill": ""}',NULL,NULL,'6ada9b1a39cab0f56c0d86db09babb85ec9f49b779b44d2cb9fdb405e8094a82','7dfb4cafb944d5353428cb8686d21edd3989ebbfd50615cda5439b73b30fa275','0032def06acae149d412f255cacd50bd5179137110ecbcc5721048d6da3b83a1');
INSERT INTO "event" VALUES(136,1796098595000000,'errand_refund_done',NULL,22,NULL,'3301686771403783791','{"accepts": false, "entries": ["3301686771403783791"], "reason": "", "refund": "TQ2", "total": 3000, "waybill": ""}',NULL,NULL,'7dfb4cafb944d5353428cb8686d21edd3989ebbfd50615cda5439b73b30fa275','bec12ef5ed1d1f49d06ed7dc0765f1ee173823db4162e1d68cf2467bdb3b7691','1ef5b00f61ce9bf4a60ab526f00ceade5234cb6a07cbed6d34eac525762d57e1');
INSERT INTO "event" VALUES(137,1796098715000000,'refund_settled',NULL,22,NULL,'3301686771403783791','{"lines": [["3301686771403783791", "cancelled", 2]], "parcel": "", "refund": "TQ2"}',NULL,NULL,'bec12ef5ed1d1f49d06ed7dc0765f1ee173823db4162e1d68cf2467bdb3b7691','bcc456820c74a4c49d26d82fc9fb14999014f5ce67fcb93f5dc45aa9d40e95d7','6a028aee3a9b14c14385309a37884e8c744d65e678ba9b0273acd5669b56948a');
INSERT INTO "event" VALUES(138,1796098715000000,'refund_done',NULL,22,NULL,'3301686771403783791','{"after": null, "before": null}',NULL,NULL,'bcc456820c74a4c49d26d82fc9fb14999014f5ce67fcb93f5dc45aa9d40e95d7','239808cc76db58423b7e76e384e97a8101d90776ddf7bc8152dcbac1189be651','5ff6d98aac43fea2b3806b6a981e6fb9f952782738757d31604733287c0cfe47');
INSERT INTO "event" VALUES(139,1796098715000000,'opened',11,23,NULL,NULL,'{"offer": "600000000024", "offers": ["600000000024"], "quantity": 10, "team": 1}',NULL,NULL,'239808cc76db58423b7e76e384e97a8101d90776ddf7bc8152dcbac1189be651','6cfdb713c8ed2b9ded55e476b1fe6bd14dc39cb17cc3f14ea8f5b6cb815c3116','d7945b2fec886647841bf85547089e4f50a8e8d3e2511e618a3055ae8b4c549f');
INSERT INTO "event" VALUES(140,1796098715000000,'asked',11,23,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:18:35+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:18:35+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:18:35+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "79dc04ee0c51e12fecd3d20c86133e5f2f74dc80f02f661f51b7ffbadd6d4202", "total": 10500, "until": "2026-12-02T04:18:35+00:00"}',NULL,NULL,'6cfdb713c8ed2b9ded55e476b1fe6bd14dc39cb17cc3f14ea8f5b6cb815c3116','52ab6cfc25ea39d29529aa643ffde58ac99d75991e87804c251dda234104d05c','5777c50b05aabb2ddfe248dc3a47a0f6f3955fe8002d1612aee8f69a4c4b2d7b');
INSERT INTO "event" VALUES(141,1796098715000000,'voted',12,23,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "79dc04ee0c51e12fecd3d20c86133e5f2f74dc80f02f661f51b7ffbadd6d4202", "total": 10500, "verdict": "approve"}',NULL,NULL,'52ab6cfc25ea39d29529aa643ffde58ac99d75991e87804c251dda234104d05c','e74a2ef739de22f0f7a26572f2360fc3857287f8e9096d5f7afdc0c2e4b88337','b2e20ecc810fca519cf14983ee427aeb12ef9e16667f15d936f97914930d0557');
INSERT INTO "event" VALUES(142,1796098715000000,'approved',NULL,23,15,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "79dc04ee0c51e12fecd3d20c86133e5f2f74dc80f02f661f51b7ffbadd6d4202", "total": 10500}',NULL,NULL,'e74a2ef739de22f0f7a26572f2360fc3857287f8e9096d5f7afdc0c2e4b88337','322e36dfbdc1bf27ea7e5a2647d8181098d611319ccf5e42d611c323f875b74f','d81c079e08fd0d996d847f9097d6c0ed5d90c75e436ea2d35dc24865da461135');
INSERT INTO "event" VALUES(143,1796098720000000,'submitting',NULL,23,15,NULL,'{"epoch": 1}',NULL,NULL,'322e36dfbdc1bf27ea7e5a2647d8181098d611319ccf5e42d611c323f875b74f','ae99d1ebeed1d0c2ccd6c941cd086d36d3fc531333593001cc76e4a76d3e69ff','280f2a91ac70f900df50d7429b441dea1366d269e9918d0e04022abb772f1746');
INSERT INTO "event" VALUES(144,1796098720000000,'placed',NULL,23,15,NULL,'{"orders": ["3301686771403783792"]}',NULL,NULL,'ae99d1ebeed1d0c2ccd6c941cd086d36d3fc531333593001cc76e4a76d3e69ff','898a0ba4e196039b14ea12db961e204a7ebb7735a361bddabd2e1b7622d19b25','a17a486517184c7461744bb99e3ad2451072d66b52b6f89707a96f6c784e7243');
INSERT INTO "event" VALUES(145,1796098720000000,'paid',NULL,23,NULL,'3301686771403783792','{"after": null, "before": null}',NULL,NULL,'898a0ba4e196039b14ea12db961e204a7ebb7735a361bddabd2e1b7622d19b25','cdb15238be2c6a4eb39cd72af1226d503dab6717d3d0ce46b47086624f72a805','aabf30d566964b3374edf0ce58a5532d0285b731bd669682687a6cd8566dc044');
INSERT INTO "event" VALUES(146,1796098720000000,'shipped',NULL,23,NULL,'3301686771403783792','{"after": null, "before": null}',NULL,NULL,'cdb15238be2c6a4eb39cd72af1226d503dab6717d3d0ce46b47086624f72a805','ea1ab27df5960af7b89ae66ccf1c57d286bdbccc19bcb26452f11a3cc6f2da4c','b8268ecc7ea9ff786293fbe01597db321ca11ab10a9f2732109fd7811d2d1e9b');
INSERT INTO "event" VALUES(147,1796098720000000,'counted',15,23,NULL,'3301686771403783792','{"lines": [["3301686771403783792", "good", 7], ["3301686771403783792", "damaged", 1]], "parcel": ""}',NULL,NULL,'ea1ab27df5960af7b89ae66ccf1c57d286bdbccc19bcb26452f11a3cc6f2da4c','4a65ed1f8cf2f1b50d4ab8ccc3a5d5ff10459e630b5cfa00c874ab047a49a464','baff9c133e3807c53eb6979b3f20c66b44578691be5d9707e52be67ad031e16a');
INSERT INTO "event" VALUES(148,1796098720000000,'errand_refund_asked',15,23,NULL,'3301686771403783792','{"accepts": false, "entries": ["3301686771403783792"], "refund": "", "total": 3000, "waybill": ""}',NULL,NULL,'4a65ed1f8cf2f1b50d4ab8ccc3a5d5ff10459e630b5cfa00c874ab047a49a464','866e8dd0629078ad61704b90699295a6a6bc5018019d6856f26e4c31b37773dc','ad600685d1296b35da2beca95416467b3d207acb66c0d85f8fa0e6afbc829e7d');
INSERT INTO "event" VALUES(149,1796098720000000,'errand_refund_done',NULL,23,NULL,'3301686771403783792','{"accepts": false, "entries": ["3301686771403783792"], "reason": "", "refund": "TQ3", "total": 3000, "waybill": ""}',NULL,NULL,'866e8dd0629078ad61704b90699295a6a6bc5018019d6856f26e4c31b37773dc','edc34e32a1c5c743855f398ec36d24a38a69b21726c6f0e36ba0c1c051a50e0f','c07253437b220395935ddac3a54a79b4540632e1074c79463830815d22f4ac72');
INSERT INTO "event" VALUES(150,1796098900000000,'opened',11,24,NULL,NULL,'{"offer": "600000000025", "offers": ["600000000025"], "quantity": 10, "team": 1}',NULL,NULL,'edc34e32a1c5c743855f398ec36d24a38a69b21726c6f0e36ba0c1c051a50e0f','5e8c392b7ce6f62d34bed8da6312fed699974418cd220c0b8cea73a69a358aaa','02eee7df7a0a324cdca7dad31372ff50b71896f731992a8156073d7bad3fb6db');
INSERT INTO "event" VALUES(151,1796098900000000,'asked',11,24,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:21:40+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:21:40+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:21:40+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "cd9fa60ac1b611526b052bca55b6c7f84eff95429508f87a221bfda8e757b632", "total": 10500, "until": "2026-12-02T04:21:40+00:00"}',NULL,NULL,'5e8c392b7ce6f62d34bed8da6312fed699974418cd220c0b8cea73a69a358aaa','79313bd65e145566388890ca4f6b7b04030d627dd651822798a6c751a75da1d1','64c66f8a43621109569de22c27f55d72eec3209c1dfb5e47dd1bcfc9b4f33437');
INSERT INTO "event" VALUES(152,1796098900000000,'voted',12,24,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "cd9fa60ac1b611526b052bca55b6c7f84eff95429508f87a221bfda8e757b632", "total": 10500, "verdict": "approve"}',NULL,NULL,'79313bd65e145566388890ca4f6b7b04030d627dd651822798a6c751a75da1d1','c9bf7182bc01f0e6d7faad4be31cb58af3716006f09a4d583f8cee7f03397176','ffaf893c1f1caabed567e6570540273ceaa41149eddf094b501a9091c13d75c5');
INSERT INTO "event" VALUES(153,1796098900000000,'approved',NULL,24,16,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "cd9fa60ac1b611526b052bca55b6c7f84eff95429508f87a221bfda8e757b632", "total": 10500}',NULL,NULL,'c9bf7182bc01f0e6d7faad4be31cb58af3716006f09a4d583f8cee7f03397176','6d6290a99dc467bc34f7a98801ddc8418885bc572eefe6e5efd69a38fad3f893','777f740fd42d96a965b72f7326f7905fddc743ddd1d54f3749cb24e9dec5ab4c');
INSERT INTO "event" VALUES(154,1796098905000000,'submitting',NULL,24,16,NULL,'{"epoch": 1}',NULL,NULL,'6d6290a99dc467bc34f7a98801ddc8418885bc572eefe6e5efd69a38fad3f893','d00af9564832c056706087ab1fa68859ba047301b7d759c0c5073e500b682da5','2556489d23b57f10c9a8de3607fda4ca59144cf10f6a4effece7a122b9a846f4');
INSERT INTO "event" VALUES(155,1796098905000000,'in_doubt',NULL,24,16,NULL,'{"reason": "cut off"}',NULL,NULL,'d00af9564832c056706087ab1fa68859ba047301b7d759c0c5073e500b682da5','e27d03b2e85b2d9790f30972ea73bd32d2508552070db165b78cb3c60b59e8ad','3d3ab37199813dac10713b044a186058889be35f63b324518c76243980cfccc5');
INSERT INTO "event" VALUES(156,1796098982000000,'needs_person',NULL,24,16,NULL,'{"looks": 5}',NULL,NULL,'e27d03b2e85b2d9790f30972ea73bd32d2508552070db165b78cb3c60b59e8ad','6d70386e0a9079e6c4ccbf609a7ccd471f1680299955fd72d4976a29bb48654a','5d70ab433c1866f0fb536be63bf1834e898355c7c20f8eeefa8d070db63afcb7');
INSERT INTO "event" VALUES(157,1796099763000000,'verdict',15,24,16,NULL,'{"alone": true, "verdict": "abandon"}',NULL,NULL,'6d70386e0a9079e6c4ccbf609a7ccd471f1680299955fd72d4976a29bb48654a','00b46d35836151ec1bc9e61e437396900ff083352c6cafa382007be263f57bb8','2632edae93726c7b1df87c0c1d2e7275f5653a688c82e7331fc37a9c19b9a858');
INSERT INTO "event" VALUES(158,1796099763000000,'opened',11,25,NULL,NULL,'{"offer": "600000000026", "offers": ["600000000026"], "quantity": 10, "team": 1}',NULL,NULL,'00b46d35836151ec1bc9e61e437396900ff083352c6cafa382007be263f57bb8','42a295608e7ee269af0f4f9e9bf4323ba062a79cb5f9c1e49e510d659b7abeb1','0c2e3e753febb68024531fa767ab819697ebcff95baba633672e8bc14873a1e7');
INSERT INTO "event" VALUES(159,1796099763000000,'asked',11,25,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:36:03+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:36:03+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:36:03+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "4a407feb2f46e68b0a941ea70af5640c188ec6eec33958308cef1839030b0bef", "total": 10500, "until": "2026-12-02T04:36:03+00:00"}',NULL,NULL,'42a295608e7ee269af0f4f9e9bf4323ba062a79cb5f9c1e49e510d659b7abeb1','0e09d87e68184f251c84f9bbd43c2a09f02f51f7d4ed6093363800aa1d921350','469ad0dd47b8dfe8ca678a49c670d79dec67762aa522df1a4dfc58c325838417');
INSERT INTO "event" VALUES(160,1796099763000000,'voted',12,25,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "4a407feb2f46e68b0a941ea70af5640c188ec6eec33958308cef1839030b0bef", "total": 10500, "verdict": "approve"}',NULL,NULL,'0e09d87e68184f251c84f9bbd43c2a09f02f51f7d4ed6093363800aa1d921350','3e06c96c3585be0d85fe4f5fb8da757c53d3191899d5845a8e2531e619d98b59','03f0e8a475c343784152dff79c06682cab5e32af67d9d085687dfb47762c3307');
INSERT INTO "event" VALUES(161,1796099763000000,'approved',NULL,25,17,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "4a407feb2f46e68b0a941ea70af5640c188ec6eec33958308cef1839030b0bef", "total": 10500}',NULL,NULL,'3e06c96c3585be0d85fe4f5fb8da757c53d3191899d5845a8e2531e619d98b59','574326ffc222d8d9cd894e6a48ac44fd9e2b49ddfcfcfc7c9eafc27b6ea214fa','fa5b0413f4dd1a290be2a886f419f34be6c7c7bf9fc29bf53a82e6763fd90b30');
INSERT INTO "event" VALUES(162,1796099768000000,'submitting',NULL,25,17,NULL,'{"epoch": 1}',NULL,NULL,'574326ffc222d8d9cd894e6a48ac44fd9e2b49ddfcfcfc7c9eafc27b6ea214fa','ed32e30a28981c63c9e8a346af419d080dc9092aecdff03acd8473f448dbad53','2a7e7746aae8d19a064f9f5e3a2394f2c88a67a87fce4326e72548e8c465c77e');
INSERT INTO "event" VALUES(163,1796099768000000,'in_doubt',NULL,25,17,NULL,'{"reason": "cut off"}',NULL,NULL,'ed32e30a28981c63c9e8a346af419d080dc9092aecdff03acd8473f448dbad53','48509d1d4198425ac987e97d064e1e26bcf34640861bf89334a31ceab5422d0b','6aaa12933a33f3cb27fb2ebbe6040ec3ee3dd1db2d185ca15f558459f048a9ce');
INSERT INTO "event" VALUES(164,1796099845000000,'needs_person',NULL,25,17,NULL,'{"looks": 5}',NULL,NULL,'48509d1d4198425ac987e97d064e1e26bcf34640861bf89334a31ceab5422d0b','1a98317cab4f17950edce5709a1e25db99686db59f52dbd5d2f977c90630a12b','8d7946655154d3487aabc0080a42aafa67d77ad26bad90a667454f53e72a97c5');
INSERT INTO "event" VALUES(165,1796099905000000,'opened',11,26,NULL,NULL,'{"offer": "600000000027", "offers": ["600000000027"], "quantity": 10, "team": 1}',NULL,NULL,'1a98317cab4f17950edce5709a1e25db99686db59f52dbd5d2f977c90630a12b','4f999e4fe47f545c1bc180d25eec04df3e112ebd53b0cf0eaf295a115df45cf4','6a0f5349bddecd1fd6b329f41312846a089dfe7ca1fbf0835fc18c48c369c88a');
INSERT INTO "event" VALUES(166,1796099905000000,'asked',11,26,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T03:38:25+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T04:38:25+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T06:38:25+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "3615935c24dcc3f747366b67f126a0c5077067d72e9ae702e89d96e415976f38", "total": 10500, "until": "2026-12-02T04:38:25+00:00"}',NULL,NULL,'4f999e4fe47f545c1bc180d25eec04df3e112ebd53b0cf0eaf295a115df45cf4','e3e89e1c85e8deff8f0940e95ede9fa119a6aed186367dd0c0fbd3eab662c859','d3627001d7d59a506c4ae486f78f53ea29a3dcf17496029f482d72a5ff5b58cb');
INSERT INTO "event" VALUES(167,1796099905000000,'voted',12,26,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "3615935c24dcc3f747366b67f126a0c5077067d72e9ae702e89d96e415976f38", "total": 10500, "verdict": "approve"}',NULL,NULL,'e3e89e1c85e8deff8f0940e95ede9fa119a6aed186367dd0c0fbd3eab662c859','d4817f03b6968c52799ea859fe9edbae6169f03991708abac801905311049ab0','94bc26c2e20cc661b7558eaf4b400cecf5f0a169e717b1d4fb4545d64e577fb8');
INSERT INTO "event" VALUES(168,1796099905000000,'approved',NULL,26,18,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "3615935c24dcc3f747366b67f126a0c5077067d72e9ae702e89d96e415976f38", "total": 10500}',NULL,NULL,'d4817f03b6968c52799ea859fe9edbae6169f03991708abac801905311049ab0','facb711818df61300f302e37191f1a3f2a4a43f8cafa7149e5dfa8e7237f39f6','7d1d90de645ee07019afe68b1ab63cc0f28efbf675ebfbc7ba2598e7517c2585');
INSERT INTO "event" VALUES(169,1796099910000000,'submitting',NULL,26,18,NULL,'{"epoch": 1}',NULL,NULL,'facb711818df61300f302e37191f1a3f2a4a43f8cafa7149e5dfa8e7237f39f6','7eaa74873d38ca2dd6db94c881978887f656a979307e03c2b07ef4886248b744','71a9ae3e748bfb007c70c23eae35d98a14ea159d039732527c2031bae10009d9');
INSERT INTO "event" VALUES(170,1796099910000000,'in_doubt',NULL,26,18,NULL,'{"reason": "cut off"}',NULL,NULL,'7eaa74873d38ca2dd6db94c881978887f656a979307e03c2b07ef4886248b744','2105e3075d56550a575297a9b52a5ceb2a69e62c93cefd64dd97bf7055c56025','91221e440652f9c141002567577df960193ec66535bfe0850f40265c155310bc');
INSERT INTO "event" VALUES(171,1796099913000000,'conflict',NULL,26,18,NULL,'{"orders": ["3301686771403799999"], "reason": "orders on 1688 differ from what was sent"}',NULL,NULL,'2105e3075d56550a575297a9b52a5ceb2a69e62c93cefd64dd97bf7055c56025','7adf448c557b69c438511bd1600263414da0995cbde49d9693821c3302db727a','bd6bdfac6367d3e993761f8fcf1621b35c41e018cadc1862963685e5e39965c2');
INSERT INTO "event" VALUES(172,1796099913000000,'paused',NULL,NULL,NULL,NULL,'{"reason": "#26: orders on 1688 differ from what was sent"}',NULL,NULL,'7adf448c557b69c438511bd1600263414da0995cbde49d9693821c3302db727a','ffd872ad59599087e9c6f15f7baab6cf164932e9728275d7fcfb46f91a0170d9','94a20571751b1c16135157768c54cb2e9b6eaa9b5f6eb6e9d14253840516b650');
INSERT INTO "event" VALUES(173,1796101713000000,'team_proposed',10,NULL,NULL,NULL,'{"base": 1796099913, "proposal": 1, "team": null, "what": "resumed"}',NULL,NULL,'ffd872ad59599087e9c6f15f7baab6cf164932e9728275d7fcfb46f91a0170d9','2744da0ecfbebc9bd30b0115f140664b2c2d32692605594e95170fc186461480','d5768119b89630eff97589bf9424678c05e0cd5a5dc7c614025907d7591e17f5');
INSERT INTO "event" VALUES(174,1796101713000000,'resumed',9,NULL,NULL,NULL,'{"alone": false, "proposal": 1, "proposed_by": 10}',NULL,NULL,'2744da0ecfbebc9bd30b0115f140664b2c2d32692605594e95170fc186461480','855b40ad422173c44c078589605328edad6d8fd13b618dfb3b64c02b86432c74','75b30c445184fee37ce9a7a1791aef1e78bb45e6503b0c7b47cb955478fa1966');
INSERT INTO "event" VALUES(175,1796101713000000,'opened',11,27,NULL,NULL,'{"offer": "600000000028", "offers": ["600000000028"], "quantity": 10, "team": 1}',NULL,NULL,'855b40ad422173c44c078589605328edad6d8fd13b618dfb3b64c02b86432c74','7f2636a061caefd7b29344c5e8acb0f2750d4c5af9329bf2f8f75aaea1dcc6e3','8d7fff74d57198f6bd25945f3f7f4a96b24f7a3b516e0b0586853a4326f419d4');
INSERT INTO "event" VALUES(176,1796101713000000,'asked',11,27,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T04:08:33+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T05:08:33+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T07:08:33+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "02e7d7294db89a0e64b75ec387c2f3c096e401ac3564b65ceef2c8cec9a66278", "total": 10500, "until": "2026-12-02T05:08:33+00:00"}',NULL,NULL,'7f2636a061caefd7b29344c5e8acb0f2750d4c5af9329bf2f8f75aaea1dcc6e3','70b5a8b8c642b39b47b0b89669da1ce3719186b0d1ded2ac83d4a031d0b9966a','9e5543f9cda5a7930b539a47671cae3a9d1b62d74b4bdf4b5d48213b4a993845');
INSERT INTO "event" VALUES(177,1796101713000000,'voted',12,27,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "02e7d7294db89a0e64b75ec387c2f3c096e401ac3564b65ceef2c8cec9a66278", "total": 10500, "verdict": "approve"}',NULL,NULL,'70b5a8b8c642b39b47b0b89669da1ce3719186b0d1ded2ac83d4a031d0b9966a','7811f98c06dc2622c87063ff904a8ae45353764b32a6f9b32008054968b47591','4e998db5887681f50524f7c5256fc251a75d4c6d55d6a934da51d19a59190c5b');
INSERT INTO "event" VALUES(178,1796101713000000,'approved',NULL,27,19,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "02e7d7294db89a0e64b75ec387c2f3c096e401ac3564b65ceef2c8cec9a66278", "total": 10500}',NULL,NULL,'7811f98c06dc2622c87063ff904a8ae45353764b32a6f9b32008054968b47591','39077ca324a4cd4e3fb4ecf94cb88c8ee9d43ab9f7dd35575e5ca0fb2ae74a08','4ab2e97a937b33110792c66290bf46b2a2660129f8c7c4e1913ecfbd6375749b');
INSERT INTO "event" VALUES(179,1796101718000000,'submitting',NULL,27,19,NULL,'{"epoch": 1}',NULL,NULL,'39077ca324a4cd4e3fb4ecf94cb88c8ee9d43ab9f7dd35575e5ca0fb2ae74a08','f70c4ff0aed7acb050b827008b203df1d23bbb294b0ea8890d01b2799321e6ea','24736bd592d268ec1d65685afdee84c51495eae397dd88c21b669b361d3a2fc3');
INSERT INTO "event" VALUES(180,1796101718000000,'in_doubt',NULL,27,19,NULL,'{"reason": "cut off"}',NULL,NULL,'f70c4ff0aed7acb050b827008b203df1d23bbb294b0ea8890d01b2799321e6ea','b3484a95c2b372bba0be8a4d23cf4d07e29cbd8d15c137b26389428293a52b39','bb33a49ac0928ccd27b5d3d960f0745945be113681a2dbcb7e68e51c20c66b9f');
INSERT INTO "event" VALUES(181,1796101718000000,'opened',11,28,NULL,NULL,'{"offer": "600000000029", "offers": ["600000000029"], "quantity": 10, "team": 1}',NULL,NULL,'b3484a95c2b372bba0be8a4d23cf4d07e29cbd8d15c137b26389428293a52b39','89f7ea94b8593605a7097888767b2fedb66253fa41465bf871e07d9ba4b33034','c263d6f2290a274bb136cc4a0e9aa70b6a16440dbffc288e272f84f646836368');
INSERT INTO "event" VALUES(182,1796101718000000,'asked',11,28,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T04:08:38+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T05:08:38+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T07:08:38+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "fb7f232afc464e8cf5d9072bb1631c353c9e00d72657b38a3eb805319d4bfa1c", "total": 10500, "until": "2026-12-02T05:08:38+00:00"}',NULL,NULL,'89f7ea94b8593605a7097888767b2fedb66253fa41465bf871e07d9ba4b33034','4cfadceecad243ffadc9d383b4718dae876ef6cbacc1144637abe6333ba2a549','3b3f009bbab10e1edc2b0cc1dde24cc9650e10b94824f267570b4630b08eb3f9');
INSERT INTO "event" VALUES(183,1796101718000000,'voted',12,28,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "fb7f232afc464e8cf5d9072bb1631c353c9e00d72657b38a3eb805319d4bfa1c", "total": 10500, "verdict": "approve"}',NULL,NULL,'4cfadceecad243ffadc9d383b4718dae876ef6cbacc1144637abe6333ba2a549','19e843c3130800af59a85828674faace2670f4224bd22f1aed1f2c5c916974fb','d4697cf0a5a16039d620e95ff7b8f61dcda1896239df993e62ab3f5117bbe023');
INSERT INTO "event" VALUES(184,1796101718000000,'approved',NULL,28,20,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "fb7f232afc464e8cf5d9072bb1631c353c9e00d72657b38a3eb805319d4bfa1c", "total": 10500}',NULL,NULL,'19e843c3130800af59a85828674faace2670f4224bd22f1aed1f2c5c916974fb','7ed23844c0921111d745d6739d68e16ce3ad6936cb69586fb3bf65b7e3dcd3e1','d2974709688113b6373af7c4c0e60c9a193e6faf0753b9216781864898458d98');
INSERT INTO "event" VALUES(185,1796101723000000,'submitting',NULL,28,20,NULL,'{"epoch": 1}',NULL,NULL,'7ed23844c0921111d745d6739d68e16ce3ad6936cb69586fb3bf65b7e3dcd3e1','e42be6653c2b24e0e7b9bb5123b6eab6824a876cbaff6b0ef8adcffff6964ad3','0b7f44a5f8588eaeb58ca2673238284479052f01b23f856db7e5ffcfceb567b0');
INSERT INTO "event" VALUES(186,1796101723000000,'not_sent',NULL,28,20,NULL,'{"reason": "connection refused"}',NULL,NULL,'e42be6653c2b24e0e7b9bb5123b6eab6824a876cbaff6b0ef8adcffff6964ad3','d6d5a70212342ce494e9ddff8d016b1381d685d299f9ea663e8aaf950ec9e9b9','50e233fd534ad0361c8d36f6f160f4a946837616ddaac8f859d2bfa52b547920');
INSERT INTO "event" VALUES(187,1796101723000000,'team_proposed',10,NULL,NULL,NULL,'{"base": 2, "change": {"rules": "{\"alone\":false,\"budgets\":{\"each\":null,\"people\":[],\"team\":null},\"caps\":{\"day\":null,\"hour\":null,\"order\":null},\"escalate\":{\"after\":480,\"to\":[13]},\"expire\":1440,\"form\":2,\"note_from\":null,\"refund\":{\"least\":200000,\"step\":{\"count\":1,\"of\":\"approver\"}},\"remind\":120,\"rules\":[{\"goods\":[],\"least\":0,\"most\":null,\"requesters\":[],\"sellers\":[],\"steps\":[{\"count\":1,\"of\":\"approver\"}]}],\"together\":null,\"tolerance\":{\"change\":0,\"total\":0}}"}, "policy_version": 2, "proposal": 2, "team": 1, "what": "policy"}',NULL,NULL,'d6d5a70212342ce494e9ddff8d016b1381d685d299f9ea663e8aaf950ec9e9b9','d3b580e9427939a26db6c684cbd6cf70ee287e9f0e46f96adab831a25f1294ae','45c1996715bbcddf8d51845325e0fe025300a76c965354535c145650e788a014');
INSERT INTO "event" VALUES(188,1796101723000000,'opened',11,29,NULL,NULL,'{"offer": "600000000030", "offers": ["600000000030"], "quantity": 10, "team": 1}',NULL,NULL,'d3b580e9427939a26db6c684cbd6cf70ee287e9f0e46f96adab831a25f1294ae','c092bc365daaea83f4c1347330b23070adad37b8ed08c2408fbeda1f5ae99bfd','85a4a435ddda0032c5f6580093557b1599e0eea3b9adfb6f2662111c801ad25f');
INSERT INTO "event" VALUES(189,1796101723000000,'asked',11,29,NULL,NULL,'{"needs": "{\"anew_at\":null,\"beside\":0,\"contributors\":[],\"escalate_at\":\"2026-12-02T04:08:43+00:00\",\"escalate_to\":[13],\"expire_at\":\"2026-12-02T05:08:43+00:00\",\"instead\":null,\"remind_at\":\"2026-12-01T07:08:43+00:00\",\"requester_id\":11,\"steps\":[{\"count\":1,\"of\":\"approver\"}],\"total\":10500}", "policy": 2, "snapshot": "aba39148f67655862728b7e2384c34cb0d3ae39fb25b63d6a908cc8b24107821", "total": 10500, "until": "2026-12-02T05:08:43+00:00"}',NULL,NULL,'c092bc365daaea83f4c1347330b23070adad37b8ed08c2408fbeda1f5ae99bfd','14381e5e4408f83a868b606f1688d863302bbbb46b4d770fe43d2b4ddbde9f10','61d2c0911c3e789fa504bdcd1c0ac9bd1e30c29c7c60cf945e5fb9a6cdc57193');
INSERT INTO "event" VALUES(190,1796101723000000,'voted',12,29,NULL,NULL,'{"policy": 2, "reason": "", "snapshot": "aba39148f67655862728b7e2384c34cb0d3ae39fb25b63d6a908cc8b24107821", "total": 10500, "verdict": "approve"}',NULL,NULL,'14381e5e4408f83a868b606f1688d863302bbbb46b4d770fe43d2b4ddbde9f10','33591840163884369cd89c45d78ab8c22746a6d94c6c89bb00a7547c40284748','5e11ad6dfbce521660dbdb3297ce8756572a19b98ba730c3bf3d0285c5c8a0bc');
INSERT INTO "event" VALUES(191,1796101723000000,'approved',NULL,29,21,NULL,'{"by": [12], "part_of": null, "policy": 2, "snapshot": "aba39148f67655862728b7e2384c34cb0d3ae39fb25b63d6a908cc8b24107821", "total": 10500}',NULL,NULL,'33591840163884369cd89c45d78ab8c22746a6d94c6c89bb00a7547c40284748','2d1ea317808d97f66979964f620497bc0b68bf234b973917da52f1e152acfcc9','b24771c463e90952df2a59640075035ab2b32c6394a377543054ae8f77d5cd4e');
INSERT INTO "event" VALUES(192,1796101728000000,'submitting',NULL,29,21,NULL,'{"epoch": 1}',NULL,NULL,'2d1ea317808d97f66979964f620497bc0b68bf234b973917da52f1e152acfcc9','1f96cdd9aeb491babf2a8fef6bb1a6912e015c5530cb6cca1a931d6ae1d8db5d','58360ffb7095301834770ace6263c01be88b3ecd0c5c5af007010b1b742d43f8');
CREATE TABLE fact (
	name VARCHAR NOT NULL,
	value TEXT NOT NULL,
	updated_at BIGINT NOT NULL,
	CONSTRAINT pk_fact PRIMARY KEY (name)
);
INSERT INTO "fact" VALUES('database','{"id": "f36a0aa818f0b6bc482f9a511e703430", "since": "2026-11-30T02:00:00+00:00"}',1796004000000000);
INSERT INTO "fact" VALUES('outside_since','"2026-11-30T02:00:00+00:00"',1796004000000000);
INSERT INTO "fact" VALUES('team:11','1',1796004000000000);
INSERT INTO "fact" VALUES('run:list','{"last": "2026-12-01T04:00:00+00:00"}',1796097600000000);
INSERT INTO "fact" VALUES('run:missed_pushes','{"last": "2026-12-01T04:00:00+00:00"}',1796097600000000);
INSERT INTO "fact" VALUES('swept_until','"2026-12-01T04:00:00+00:00"',1796097600000000);
INSERT INTO "fact" VALUES('run:sweep','{"last": "2026-12-01T04:00:00+00:00"}',1796097600000000);
INSERT INTO "fact" VALUES('run:daily','{"last": "2026-12-01T04:00:00+00:00"}',1796097600000000);
INSERT INTO "fact" VALUES('run:renewal','{"last": "2026-12-01T04:00:00+00:00"}',1796097600000000);
INSERT INTO "fact" VALUES('alarms_since','"2026-12-01T04:00:00+00:00"',1796097600000000);
INSERT INTO "fact" VALUES('run:alarms','{"last": "2026-12-01T04:00:00+00:00"}',1796097600000000);
INSERT INTO "fact" VALUES('pause','{}',1796101713000000);
INSERT INTO "fact" VALUES('proposed:2','[-1001, 9]',1796101723000000);
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
CREATE TABLE journal_before (
	event_id INTEGER NOT NULL,
	hash VARCHAR NOT NULL,
	CONSTRAINT pk_journal_before PRIMARY KEY (event_id),
	CONSTRAINT fk_journal_before_event_id_event FOREIGN KEY(event_id) REFERENCES event (id)
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
INSERT INTO "journal_personal" VALUES(14,'reason',12,'"too dear"','0bc932a4bea3e87c292aa38a10555a7e48a934e944418e4ca02b4e3dcb9f0803');
INSERT INTO "journal_personal" VALUES(15,'reason',12,'"too dear"','839621dae236acf3a0059fe064f3002f8f83e09c3585d24d1f775ea4dbb313a0');
INSERT INTO "journal_personal" VALUES(21,'text',13,'"Which colour?"','22d2ed7f8f324343ead1e285a3ff0ade228194680b8ed94d55c871b3adf9f545');
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
INSERT INTO "member" VALUES(1,11,'requester',NULL,1,1,1796004000000000,NULL,NULL);
INSERT INTO "member" VALUES(1,12,'approver,requester',NULL,1,1,1796004000000000,NULL,NULL);
INSERT INTO "member" VALUES(1,13,'approver',NULL,1,1,1796004000000000,NULL,NULL);
INSERT INTO "member" VALUES(1,14,'approver',NULL,1,1,1796004000000000,NULL,NULL);
INSERT INTO "member" VALUES(1,15,'buyer',NULL,1,1,1796004000000000,NULL,NULL);
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
INSERT INTO "order_entry" VALUES('1688','3301686771403783780','3301686771403783780',1,'600000000012','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783781','3301686771403783781',1,'600000000013','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783782','3301686771403783782',1,'600000000014','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783783','3301686771403783783',1,'600000000015','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783784','3301686771403783784',1,'600000000016','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783785','3301686771403783785',1,'600000000017','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783786','3301686771403783786',1,'600000000018','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783787','3301686771403783787',1,'600000000019','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783788','3301686771403783788',1,'600000000020','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783789','3301686771403783789',1,'600000000021','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783790','3301686771403783790',1,'600000000022','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783791','3301686771403783791',1,'600000000023','',10,NULL,10500,0,'open','');
INSERT INTO "order_entry" VALUES('1688','3301686771403783792','3301686771403783792',1,'600000000024','',10,NULL,10500,0,'open','');
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
INSERT INTO "order_line" VALUES(2,1,'600000000003','',10);
INSERT INTO "order_line" VALUES(4,1,'600000000005','',10);
INSERT INTO "order_line" VALUES(5,1,'600000000006','',30);
INSERT INTO "order_line" VALUES(6,1,'600000000007','',10);
INSERT INTO "order_line" VALUES(7,1,'600000000008','',10);
INSERT INTO "order_line" VALUES(8,1,'600000000009','',10);
INSERT INTO "order_line" VALUES(9,1,'600000000010','',10);
INSERT INTO "order_line" VALUES(10,1,'600000000011','',10);
INSERT INTO "order_line" VALUES(11,1,'600000000012','',10);
INSERT INTO "order_line" VALUES(12,1,'600000000013','',10);
INSERT INTO "order_line" VALUES(13,1,'600000000014','',10);
INSERT INTO "order_line" VALUES(14,1,'600000000015','',10);
INSERT INTO "order_line" VALUES(15,1,'600000000016','',10);
INSERT INTO "order_line" VALUES(16,1,'600000000017','',10);
INSERT INTO "order_line" VALUES(17,1,'600000000018','',10);
INSERT INTO "order_line" VALUES(18,1,'600000000019','',10);
INSERT INTO "order_line" VALUES(19,1,'600000000020','',10);
INSERT INTO "order_line" VALUES(20,1,'600000000021','',10);
INSERT INTO "order_line" VALUES(21,1,'600000000022','',10);
INSERT INTO "order_line" VALUES(22,1,'600000000023','',10);
INSERT INTO "order_line" VALUES(23,1,'600000000024','',10);
INSERT INTO "order_line" VALUES(24,1,'600000000025','',10);
INSERT INTO "order_line" VALUES(25,1,'600000000026','',10);
INSERT INTO "order_line" VALUES(26,1,'600000000027','',10);
INSERT INTO "order_line" VALUES(27,1,'600000000028','',10);
INSERT INTO "order_line" VALUES(28,1,'600000000029','',10);
INSERT INTO "order_line" VALUES(29,1,'600000000030','',10);
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
INSERT INTO "outbox" VALUES(1,'card:1:11:0:-0',11,NULL,1,'card','{"anew": "", "v": 1}','sent',0,1796004000000000,1796098930000000,101,'',1796004000000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(2,'card:2:11:1:-1',11,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796004000000000,1796098930000000,107,'',1796004000000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(3,'card:2:12:2:-2',12,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796004000000000,1796098930000000,102,'',1796004000000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(4,'card:2:13:3:-3',13,NULL,2,'card','{"anew": "", "v": 1}','dead',0,1796004000000000,1796098930000000,NULL,'blocked',1796004000000000,NULL,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(5,'card:2:14:4:-4',14,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796004000000000,1796098930000000,104,'',1796004000000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(6,'card:2:-1001:5:-5',-1001,NULL,2,'card','{"anew": "", "v": 1}','sent',0,1796004000000000,1796098930000000,105,'',1796004000000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(7,'card:3:11:6:-6',11,NULL,3,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,115,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(8,'card:4:11:7:-7',11,NULL,4,'card','{"anew": "", "v": 1}','sending',0,1796097600000000,1796098930000000,NULL,'',1796097600000000,NULL,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(9,'card:4:12:8:-8',12,NULL,4,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,108,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(10,'card:4:13:9:-9',13,NULL,4,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,109,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(11,'card:4:14:10:-10',14,NULL,4,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,110,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(12,'card:4:-1001:11:-11',-1001,NULL,4,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,111,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(13,'card:5:11:12:-12',11,NULL,5,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(14,'card:5:12:13:-13',12,NULL,5,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,116,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(15,'card:5:13:14:-14',13,NULL,5,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,117,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(16,'card:5:14:15:-15',14,NULL,5,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,118,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(17,'card:5:-1001:16:-16',-1001,NULL,5,'card','{"anew": "", "v": 1}','sent',0,1796097600000000,1796098930000000,119,'',1796097600000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(18,'card:6:11:17:-17',11,NULL,6,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(19,'card:6:12:18:-18',12,NULL,6,'card','{"anew": "", "v": 1}','sending',0,1796097600000000,1796098930000000,NULL,'',1796097600000000,NULL,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(20,'card:6:13:19:-19',13,NULL,6,'card','{"anew": "", "v": 1}','sending',0,1796097600000000,1796098930000000,NULL,'',1796097600000000,NULL,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(21,'card:6:14:20:-20',14,NULL,6,'card','{"anew": "", "v": 1}','sending',0,1796097600000000,1796098930000000,NULL,'',1796097600000000,NULL,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(22,'card:6:-1001:21:-21',-1001,NULL,6,'card','{"anew": "", "v": 1}','sending',0,1796097600000000,1796098930000000,NULL,'',1796097600000000,NULL,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(23,'declined:6',11,NULL,6,'declined','{"by": "Boris", "currency": "", "name": "", "number": 6, "offer_id": "600000000007", "order_id": "", "products": 0, "quantity": 10, "rate": "", "reason": "too dear", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(24,'card:7:11:23:-22',11,NULL,7,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(25,'card:7:12:24:-23',12,NULL,7,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(26,'card:7:13:25:-24',13,NULL,7,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(27,'card:7:14:26:-25',14,NULL,7,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(28,'card:7:-1001:27:-26',-1001,NULL,7,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(29,'card:8:11:28:-27',11,NULL,8,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(30,'card:8:12:29:-28',12,NULL,8,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(31,'card:8:13:30:-29',13,NULL,8,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(32,'card:8:14:31:-30',14,NULL,8,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(33,'card:8:-1001:32:-31',-1001,NULL,8,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(34,'question:1',11,NULL,8,'question','{"by": "Chen", "currency": "", "name": "", "number": 8, "offer_id": "600000000009", "products": 0, "quantity": 10, "question_id": 1, "rate": "", "text": "Which colour?", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(35,'card:9:11:34:-32',11,NULL,9,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(36,'card:9:12:35:-33',12,NULL,9,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(37,'card:9:13:36:-34',13,NULL,9,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(38,'card:9:14:37:-35',14,NULL,9,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(39,'card:9:-1001:38:-36',-1001,NULL,9,'card','{"anew": "", "v": 1}','due',0,1796097600000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(40,'approved:9:2',11,NULL,9,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 9, "offer_id": "600000000010", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097605000000,NULL,NULL,'',1796097600000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(41,'refused:1',11,NULL,9,'refused','{"currency": "", "name": "", "number": 9, "offer_id": "600000000010", "products": 0, "quantity": 10, "rate": "", "reason": "no stock", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097605000000,NULL,NULL,'',1796097605000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(42,'card:10:11:41:-37',11,NULL,10,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(43,'card:10:12:42:-38',12,NULL,10,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(44,'card:10:13:43:-39',13,NULL,10,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(45,'card:10:14:44:-40',14,NULL,10,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(46,'card:10:-1001:45:-41',-1001,NULL,10,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(47,'approved:10:2',11,NULL,10,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 10, "offer_id": "600000000011", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097645000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(48,'withdrawn:10',-1001,NULL,10,'withdrawn','{"by": "Anna", "currency": "", "name": "", "number": 10, "offer_id": "600000000011", "order_id": "", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(49,'card:11:11:48:-42',11,NULL,11,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(50,'card:11:12:49:-43',12,NULL,11,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(51,'card:11:13:50:-44',13,NULL,11,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(52,'card:11:14:51:-45',14,NULL,11,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(53,'card:11:-1001:52:-46',-1001,NULL,11,'card','{"anew": "", "v": 1}','due',0,1796097635000000,NULL,NULL,'',1796097635000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(54,'placed:3301686771403783780:cad5e09b8c5c8207',11,NULL,11,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 11, "of": 0, "offer_id": "600000000012", "order_id": "3301686771403783780", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783780", "way": "alipay"}], "pay_by": "2026-12-02T04:00:40Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097640000000,NULL,NULL,'',1796097640000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(55,'placed:3301686771403783780:cad5e09b8c5c8207:15',15,NULL,11,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 11, "of": 0, "offer_id": "600000000012", "order_id": "3301686771403783780", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783780", "way": "alipay"}], "pay_by": "2026-12-02T04:00:40Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','sent',0,1796097640000000,1796098930000000,106,'',1796097640000000,1796098840000000,'',1,1,NULL,NULL);
INSERT INTO "outbox" VALUES(56,'buttons:11:15:55:-47',15,NULL,11,'buttons','{"every": false, "v": 1}','sent',0,1796097640000000,1796098930000000,112,'',1796097640000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(57,'card:12:11:56:-48',11,NULL,12,'card','{"anew": "", "v": 1}','due',0,1796097700000000,NULL,NULL,'',1796097700000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(58,'card:12:12:57:-49',12,NULL,12,'card','{"anew": "", "v": 1}','due',0,1796097700000000,NULL,NULL,'',1796097700000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(59,'card:12:13:58:-50',13,NULL,12,'card','{"anew": "", "v": 1}','due',0,1796097700000000,NULL,NULL,'',1796097700000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(60,'card:12:14:59:-51',14,NULL,12,'card','{"anew": "", "v": 1}','due',0,1796097700000000,NULL,NULL,'',1796097700000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(61,'card:12:-1001:60:-52',-1001,NULL,12,'card','{"anew": "", "v": 1}','due',0,1796097700000000,NULL,NULL,'',1796097700000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(62,'placed:3301686771403783781:e979dd5f48edb71d',11,NULL,12,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 12, "of": 0, "offer_id": "600000000013", "order_id": "3301686771403783781", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783781", "way": "alipay"}], "pay_by": "2026-12-02T04:01:45Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097705000000,NULL,NULL,'',1796097705000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(63,'placed:3301686771403783781:e979dd5f48edb71d:15',15,NULL,12,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 12, "of": 0, "offer_id": "600000000013", "order_id": "3301686771403783781", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783781", "way": "alipay"}], "pay_by": "2026-12-02T04:01:45Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','sent',0,1796097705000000,1796098930000000,120,'',1796097705000000,1796098840000000,'',1,1,NULL,NULL);
INSERT INTO "outbox" VALUES(64,'buttons:12:15:63:-53',15,NULL,12,'buttons','{"every": false, "v": 1}','sending',0,1796097705000000,1796098930000000,NULL,'',1796097705000000,NULL,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(65,'paid:3301686771403783781',11,NULL,12,'paid','{"agreed": null, "at": "2026-12-01T04:01:45Z", "currency": "", "name": "", "nth": 0, "number": 12, "of": 0, "offer_id": "600000000013", "order_id": "3301686771403783781", "pay": [], "pay_by": "2026-12-02T04:01:45Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097765000000,NULL,NULL,'',1796097765000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(66,'paid:3301686771403783781:15',15,NULL,12,'paid','{"agreed": null, "at": "2026-12-01T04:01:45Z", "currency": "", "name": "", "nth": 0, "number": 12, "of": 0, "offer_id": "600000000013", "order_id": "3301686771403783781", "pay": [], "pay_by": "2026-12-02T04:01:45Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097765000000,NULL,NULL,'',1796097765000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(67,'buttons:12:15:66:-54',15,NULL,12,'buttons','{"every": false, "v": 1}','due',0,1796097765000000,NULL,NULL,'',1796097765000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(68,'card:13:11:67:-55',11,NULL,13,'card','{"anew": "", "v": 1}','due',0,1796097825000000,NULL,NULL,'',1796097825000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(69,'card:13:12:68:-56',12,NULL,13,'card','{"anew": "", "v": 1}','due',0,1796097825000000,NULL,NULL,'',1796097825000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(70,'card:13:13:69:-57',13,NULL,13,'card','{"anew": "", "v": 1}','due',0,1796097825000000,NULL,NULL,'',1796097825000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(71,'card:13:14:70:-58',14,NULL,13,'card','{"anew": "", "v": 1}','due',0,1796097825000000,NULL,NULL,'',1796097825000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(72,'card:13:-1001:71:-59',-1001,NULL,13,'card','{"anew": "", "v": 1}','due',0,1796097825000000,NULL,NULL,'',1796097825000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(73,'placed:3301686771403783782:c0e6d4097245f842',11,NULL,13,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 13, "of": 0, "offer_id": "600000000014", "order_id": "3301686771403783782", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783782", "way": "alipay"}], "pay_by": "2026-12-02T04:03:50Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097830000000,NULL,NULL,'',1796097830000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(74,'placed:3301686771403783782:c0e6d4097245f842:15',15,NULL,13,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 13, "of": 0, "offer_id": "600000000014", "order_id": "3301686771403783782", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783782", "way": "alipay"}], "pay_by": "2026-12-02T04:03:50Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097830000000,NULL,NULL,'',1796097830000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(75,'buttons:13:15:74:-60',15,NULL,13,'buttons','{"every": false, "v": 1}','due',0,1796097830000000,NULL,NULL,'',1796097830000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(76,'paid:3301686771403783782',11,NULL,13,'paid','{"agreed": null, "at": "2026-12-01T04:03:50Z", "currency": "", "name": "", "nth": 0, "number": 13, "of": 0, "offer_id": "600000000014", "order_id": "3301686771403783782", "pay": [], "pay_by": "2026-12-02T04:03:50Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097890000000,NULL,NULL,'',1796097890000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(77,'paid:3301686771403783782:15',15,NULL,13,'paid','{"agreed": null, "at": "2026-12-01T04:03:50Z", "currency": "", "name": "", "nth": 0, "number": 13, "of": 0, "offer_id": "600000000014", "order_id": "3301686771403783782", "pay": [], "pay_by": "2026-12-02T04:03:50Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097890000000,NULL,NULL,'',1796097890000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(78,'part_shipped:3301686771403783782',11,NULL,13,'part_shipped','{"currency": "", "name": "", "nth": 0, "number": 13, "of": 0, "offer_id": "600000000014", "order_id": "3301686771403783782", "parcels": [{"bill_no": "YT783782", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:03:50Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097890000000,NULL,NULL,'',1796097890000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(79,'buttons:13:15:78:-61',15,NULL,13,'buttons','{"every": false, "v": 1}','due',0,1796097890000000,NULL,NULL,'',1796097890000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(80,'card:14:11:79:-62',11,NULL,14,'card','{"anew": "", "v": 1}','due',0,1796097950000000,NULL,NULL,'',1796097950000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(81,'card:14:12:80:-63',12,NULL,14,'card','{"anew": "", "v": 1}','due',0,1796097950000000,NULL,NULL,'',1796097950000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(82,'card:14:13:81:-64',13,NULL,14,'card','{"anew": "", "v": 1}','due',0,1796097950000000,NULL,NULL,'',1796097950000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(83,'card:14:14:82:-65',14,NULL,14,'card','{"anew": "", "v": 1}','due',0,1796097950000000,NULL,NULL,'',1796097950000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(84,'card:14:-1001:83:-66',-1001,NULL,14,'card','{"anew": "", "v": 1}','due',0,1796097950000000,NULL,NULL,'',1796097950000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(85,'placed:3301686771403783783:f432b831334ebca5',11,NULL,14,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 14, "of": 0, "offer_id": "600000000015", "order_id": "3301686771403783783", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783783", "way": "alipay"}], "pay_by": "2026-12-02T04:05:55Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097955000000,NULL,NULL,'',1796097955000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(86,'placed:3301686771403783783:f432b831334ebca5:15',15,NULL,14,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 14, "of": 0, "offer_id": "600000000015", "order_id": "3301686771403783783", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783783", "way": "alipay"}], "pay_by": "2026-12-02T04:05:55Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796097955000000,NULL,NULL,'',1796097955000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(87,'buttons:14:15:86:-67',15,NULL,14,'buttons','{"every": false, "v": 1}','due',0,1796097955000000,NULL,NULL,'',1796097955000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(88,'paid:3301686771403783783',11,NULL,14,'paid','{"agreed": null, "at": "2026-12-01T04:05:55Z", "currency": "", "name": "", "nth": 0, "number": 14, "of": 0, "offer_id": "600000000015", "order_id": "3301686771403783783", "pay": [], "pay_by": "2026-12-02T04:05:55Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098015000000,NULL,NULL,'',1796098015000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(89,'paid:3301686771403783783:15',15,NULL,14,'paid','{"agreed": null, "at": "2026-12-01T04:05:55Z", "currency": "", "name": "", "nth": 0, "number": 14, "of": 0, "offer_id": "600000000015", "order_id": "3301686771403783783", "pay": [], "pay_by": "2026-12-02T04:05:55Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098015000000,NULL,NULL,'',1796098015000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(90,'shipped:3301686771403783783',11,NULL,14,'shipped','{"currency": "", "name": "", "nth": 0, "number": 14, "of": 0, "offer_id": "600000000015", "order_id": "3301686771403783783", "parcels": [{"bill_no": "YT783783", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:05:55Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098015000000,NULL,NULL,'',1796098015000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(91,'buttons:14:15:90:-68',15,NULL,14,'buttons','{"every": false, "v": 1}','due',0,1796098015000000,NULL,NULL,'',1796098015000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(92,'card:15:11:91:-69',11,NULL,15,'card','{"anew": "", "v": 1}','due',0,1796098075000000,NULL,NULL,'',1796098075000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(93,'card:15:12:92:-70',12,NULL,15,'card','{"anew": "", "v": 1}','due',0,1796098075000000,NULL,NULL,'',1796098075000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(94,'card:15:13:93:-71',13,NULL,15,'card','{"anew": "", "v": 1}','due',0,1796098075000000,NULL,NULL,'',1796098075000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(95,'card:15:14:94:-72',14,NULL,15,'card','{"anew": "", "v": 1}','due',0,1796098075000000,NULL,NULL,'',1796098075000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(96,'card:15:-1001:95:-73',-1001,NULL,15,'card','{"anew": "", "v": 1}','due',0,1796098075000000,NULL,NULL,'',1796098075000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(97,'placed:3301686771403783784:e22eaf8aff087762',11,NULL,15,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 15, "of": 0, "offer_id": "600000000016", "order_id": "3301686771403783784", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783784", "way": "alipay"}], "pay_by": "2026-12-02T04:08:00Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098080000000,NULL,NULL,'',1796098080000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(98,'placed:3301686771403783784:e22eaf8aff087762:15',15,NULL,15,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 15, "of": 0, "offer_id": "600000000016", "order_id": "3301686771403783784", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783784", "way": "alipay"}], "pay_by": "2026-12-02T04:08:00Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098080000000,NULL,NULL,'',1796098080000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(99,'buttons:15:15:98:-74',15,NULL,15,'buttons','{"every": false, "v": 1}','due',0,1796098080000000,NULL,NULL,'',1796098080000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(100,'paid:3301686771403783784',11,NULL,15,'paid','{"agreed": null, "at": "2026-12-01T04:08:00Z", "currency": "", "name": "", "nth": 0, "number": 15, "of": 0, "offer_id": "600000000016", "order_id": "3301686771403783784", "pay": [], "pay_by": "2026-12-02T04:08:00Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098140000000,NULL,NULL,'',1796098140000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(101,'paid:3301686771403783784:15',15,NULL,15,'paid','{"agreed": null, "at": "2026-12-01T04:08:00Z", "currency": "", "name": "", "nth": 0, "number": 15, "of": 0, "offer_id": "600000000016", "order_id": "3301686771403783784", "pay": [], "pay_by": "2026-12-02T04:08:00Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098140000000,NULL,NULL,'',1796098140000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(102,'received:3301686771403783784',11,NULL,15,'received','{"at": "2026-12-01T04:08:00Z", "currency": "", "name": "", "nth": 0, "number": 15, "of": 0, "offer_id": "600000000016", "order_id": "3301686771403783784", "pay": [], "pay_by": "2026-12-02T04:08:00Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098140000000,NULL,NULL,'',1796098140000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(103,'buttons:15:15:102:-75',15,NULL,15,'buttons','{"every": false, "v": 1}','due',0,1796098140000000,NULL,NULL,'',1796098140000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(104,'card:16:11:103:-76',11,NULL,16,'card','{"anew": "", "v": 1}','due',0,1796098200000000,NULL,NULL,'',1796098200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(105,'card:16:12:104:-77',12,NULL,16,'card','{"anew": "", "v": 1}','due',0,1796098200000000,NULL,NULL,'',1796098200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(106,'card:16:13:105:-78',13,NULL,16,'card','{"anew": "", "v": 1}','due',0,1796098200000000,NULL,NULL,'',1796098200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(107,'card:16:14:106:-79',14,NULL,16,'card','{"anew": "", "v": 1}','due',0,1796098200000000,NULL,NULL,'',1796098200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(108,'card:16:-1001:107:-80',-1001,NULL,16,'card','{"anew": "", "v": 1}','due',0,1796098200000000,NULL,NULL,'',1796098200000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(109,'placed:3301686771403783785:b4ec85d7c9d5ca7e',11,NULL,16,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 16, "of": 0, "offer_id": "600000000017", "order_id": "3301686771403783785", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783785", "way": "alipay"}], "pay_by": "2026-12-02T04:10:05Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098205000000,NULL,NULL,'',1796098205000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(110,'placed:3301686771403783785:b4ec85d7c9d5ca7e:15',15,NULL,16,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 16, "of": 0, "offer_id": "600000000017", "order_id": "3301686771403783785", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783785", "way": "alipay"}], "pay_by": "2026-12-02T04:10:05Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098205000000,NULL,NULL,'',1796098205000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(111,'buttons:16:15:110:-81',15,NULL,16,'buttons','{"every": false, "v": 1}','due',0,1796098205000000,NULL,NULL,'',1796098205000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(112,'paid:3301686771403783785',11,NULL,16,'paid','{"agreed": null, "at": "2026-12-01T04:10:05Z", "currency": "", "name": "", "nth": 0, "number": 16, "of": 0, "offer_id": "600000000017", "order_id": "3301686771403783785", "pay": [], "pay_by": "2026-12-02T04:10:05Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098265000000,NULL,NULL,'',1796098265000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(113,'paid:3301686771403783785:15',15,NULL,16,'paid','{"agreed": null, "at": "2026-12-01T04:10:05Z", "currency": "", "name": "", "nth": 0, "number": 16, "of": 0, "offer_id": "600000000017", "order_id": "3301686771403783785", "pay": [], "pay_by": "2026-12-02T04:10:05Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098265000000,NULL,NULL,'',1796098265000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(114,'finished:3301686771403783785',11,NULL,16,'finished','{"at": "2026-12-01T04:10:05Z", "currency": "", "name": "", "nth": 0, "number": 16, "of": 0, "offer_id": "600000000017", "order_id": "3301686771403783785", "pay": [], "pay_by": "2026-12-02T04:10:05Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098265000000,NULL,NULL,'',1796098265000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(115,'buttons:16:15:114:-82',15,NULL,16,'buttons','{"every": false, "v": 1}','due',0,1796098265000000,NULL,NULL,'',1796098265000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(116,'card:17:11:115:-83',11,NULL,17,'card','{"anew": "", "v": 1}','due',0,1796098325000000,NULL,NULL,'',1796098325000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(117,'card:17:12:116:-84',12,NULL,17,'card','{"anew": "", "v": 1}','due',0,1796098325000000,NULL,NULL,'',1796098325000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(118,'card:17:13:117:-85',13,NULL,17,'card','{"anew": "", "v": 1}','due',0,1796098325000000,NULL,NULL,'',1796098325000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(119,'card:17:14:118:-86',14,NULL,17,'card','{"anew": "", "v": 1}','due',0,1796098325000000,NULL,NULL,'',1796098325000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(120,'card:17:-1001:119:-87',-1001,NULL,17,'card','{"anew": "", "v": 1}','due',0,1796098325000000,NULL,NULL,'',1796098325000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(121,'placed:3301686771403783786:bfb00b9346acfd45',11,NULL,17,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 17, "of": 0, "offer_id": "600000000018", "order_id": "3301686771403783786", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783786", "way": "alipay"}], "pay_by": "2026-12-02T04:12:10Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098330000000,NULL,NULL,'',1796098330000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(122,'placed:3301686771403783786:bfb00b9346acfd45:15',15,NULL,17,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 17, "of": 0, "offer_id": "600000000018", "order_id": "3301686771403783786", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783786", "way": "alipay"}], "pay_by": "2026-12-02T04:12:10Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098330000000,NULL,NULL,'',1796098330000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(123,'buttons:17:15:122:-88',15,NULL,17,'buttons','{"every": false, "v": 1}','due',0,1796098330000000,NULL,NULL,'',1796098330000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(124,'cancelled:3301686771403783786',11,NULL,17,'cancelled','{"by": "", "currency": "", "name": "", "nth": 0, "number": 17, "of": 0, "offer_id": "600000000018", "order_id": "3301686771403783786", "pay": [], "pay_by": "2026-12-02T04:12:10Z", "products": 0, "quantity": 10, "rate": "", "reason": "", "refunds": [], "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "was_paid": false, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098390000000,NULL,NULL,'',1796098390000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(125,'cancelled:3301686771403783786:15',15,NULL,17,'cancelled','{"by": "", "currency": "", "name": "", "nth": 0, "number": 17, "of": 0, "offer_id": "600000000018", "order_id": "3301686771403783786", "pay": [], "pay_by": "2026-12-02T04:12:10Z", "products": 0, "quantity": 10, "rate": "", "reason": "", "refunds": [], "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "was_paid": false, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098390000000,NULL,NULL,'',1796098390000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(126,'buttons:17:15:125:-89',15,NULL,17,'buttons','{"every": false, "v": 1}','due',0,1796098390000000,NULL,NULL,'',1796098390000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(127,'card:18:11:126:-90',11,NULL,18,'card','{"anew": "", "v": 1}','due',0,1796098450000000,NULL,NULL,'',1796098450000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(128,'card:18:12:127:-91',12,NULL,18,'card','{"anew": "", "v": 1}','due',0,1796098450000000,NULL,NULL,'',1796098450000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(129,'card:18:13:128:-92',13,NULL,18,'card','{"anew": "", "v": 1}','due',0,1796098450000000,NULL,NULL,'',1796098450000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(130,'card:18:14:129:-93',14,NULL,18,'card','{"anew": "", "v": 1}','due',0,1796098450000000,NULL,NULL,'',1796098450000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(131,'card:18:-1001:130:-94',-1001,NULL,18,'card','{"anew": "", "v": 1}','due',0,1796098450000000,NULL,NULL,'',1796098450000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(132,'placed:3301686771403783787:2f2477fc8eaa25c1',11,NULL,18,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 18, "of": 0, "offer_id": "600000000019", "order_id": "3301686771403783787", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783787", "way": "alipay"}], "pay_by": "2026-12-02T04:14:15Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(133,'placed:3301686771403783787:2f2477fc8eaa25c1:15',15,NULL,18,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 18, "of": 0, "offer_id": "600000000019", "order_id": "3301686771403783787", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783787", "way": "alipay"}], "pay_by": "2026-12-02T04:14:15Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(134,'buttons:18:15:133:-95',15,NULL,18,'buttons','{"every": false, "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(135,'paid:3301686771403783787',11,NULL,18,'paid','{"agreed": null, "at": "2026-12-01T04:14:15Z", "currency": "", "name": "", "nth": 0, "number": 18, "of": 0, "offer_id": "600000000019", "order_id": "3301686771403783787", "pay": [], "pay_by": "2026-12-02T04:14:15Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(136,'paid:3301686771403783787:15',15,NULL,18,'paid','{"agreed": null, "at": "2026-12-01T04:14:15Z", "currency": "", "name": "", "nth": 0, "number": 18, "of": 0, "offer_id": "600000000019", "order_id": "3301686771403783787", "pay": [], "pay_by": "2026-12-02T04:14:15Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(137,'shipped:3301686771403783787',11,NULL,18,'shipped','{"currency": "", "name": "", "nth": 0, "number": 18, "of": 0, "offer_id": "600000000019", "order_id": "3301686771403783787", "parcels": [{"bill_no": "YT783787", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:14:15Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(138,'buttons:18:15:137:-96',15,NULL,18,'buttons','{"every": false, "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(139,'buttons:18:15:138:-97',15,NULL,18,'buttons','{"every": false, "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(140,'card:19:11:139:-98',11,NULL,19,'card','{"anew": "", "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(141,'card:19:12:140:-99',12,NULL,19,'card','{"anew": "", "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(142,'card:19:13:141:-100',13,NULL,19,'card','{"anew": "", "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(143,'card:19:14:142:-101',14,NULL,19,'card','{"anew": "", "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(144,'card:19:-1001:143:-102',-1001,NULL,19,'card','{"anew": "", "v": 1}','due',0,1796098455000000,NULL,NULL,'',1796098455000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(145,'placed:3301686771403783788:23c98a65f7d14c15',11,NULL,19,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 19, "of": 0, "offer_id": "600000000020", "order_id": "3301686771403783788", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783788", "way": "alipay"}], "pay_by": "2026-12-02T04:14:20Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(146,'placed:3301686771403783788:23c98a65f7d14c15:15',15,NULL,19,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 19, "of": 0, "offer_id": "600000000020", "order_id": "3301686771403783788", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783788", "way": "alipay"}], "pay_by": "2026-12-02T04:14:20Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(147,'buttons:19:15:146:-103',15,NULL,19,'buttons','{"every": false, "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(148,'paid:3301686771403783788',11,NULL,19,'paid','{"agreed": null, "at": "2026-12-01T04:14:20Z", "currency": "", "name": "", "nth": 0, "number": 19, "of": 0, "offer_id": "600000000020", "order_id": "3301686771403783788", "pay": [], "pay_by": "2026-12-02T04:14:20Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(149,'paid:3301686771403783788:15',15,NULL,19,'paid','{"agreed": null, "at": "2026-12-01T04:14:20Z", "currency": "", "name": "", "nth": 0, "number": 19, "of": 0, "offer_id": "600000000020", "order_id": "3301686771403783788", "pay": [], "pay_by": "2026-12-02T04:14:20Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(150,'shipped:3301686771403783788',11,NULL,19,'shipped','{"currency": "", "name": "", "nth": 0, "number": 19, "of": 0, "offer_id": "600000000020", "order_id": "3301686771403783788", "parcels": [{"bill_no": "YT783788", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:14:20Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(151,'buttons:19:15:150:-104',15,NULL,19,'buttons','{"every": false, "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(152,'buttons:19:15:151:-105',15,NULL,19,'buttons','{"every": false, "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(153,'card:20:11:152:-106',11,NULL,20,'card','{"anew": "", "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(154,'card:20:12:153:-107',12,NULL,20,'card','{"anew": "", "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(155,'card:20:13:154:-108',13,NULL,20,'card','{"anew": "", "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(156,'card:20:14:155:-109',14,NULL,20,'card','{"anew": "", "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(157,'card:20:-1001:156:-110',-1001,NULL,20,'card','{"anew": "", "v": 1}','due',0,1796098460000000,NULL,NULL,'',1796098460000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(158,'placed:3301686771403783789:5a1f19711804ac5d',11,NULL,20,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 20, "of": 0, "offer_id": "600000000021", "order_id": "3301686771403783789", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783789", "way": "alipay"}], "pay_by": "2026-12-02T04:14:25Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(159,'placed:3301686771403783789:5a1f19711804ac5d:15',15,NULL,20,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 20, "of": 0, "offer_id": "600000000021", "order_id": "3301686771403783789", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783789", "way": "alipay"}], "pay_by": "2026-12-02T04:14:25Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(160,'buttons:20:15:159:-111',15,NULL,20,'buttons','{"every": false, "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(161,'paid:3301686771403783789',11,NULL,20,'paid','{"agreed": null, "at": "2026-12-01T04:14:25Z", "currency": "", "name": "", "nth": 0, "number": 20, "of": 0, "offer_id": "600000000021", "order_id": "3301686771403783789", "pay": [], "pay_by": "2026-12-02T04:14:25Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(162,'paid:3301686771403783789:15',15,NULL,20,'paid','{"agreed": null, "at": "2026-12-01T04:14:25Z", "currency": "", "name": "", "nth": 0, "number": 20, "of": 0, "offer_id": "600000000021", "order_id": "3301686771403783789", "pay": [], "pay_by": "2026-12-02T04:14:25Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(163,'shipped:3301686771403783789',11,NULL,20,'shipped','{"currency": "", "name": "", "nth": 0, "number": 20, "of": 0, "offer_id": "600000000021", "order_id": "3301686771403783789", "parcels": [{"bill_no": "YT783789", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:14:25Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(164,'buttons:20:15:163:-112',15,NULL,20,'buttons','{"every": false, "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(165,'buttons:20:15:164:-113',15,NULL,20,'buttons','{"every": false, "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(166,'buttons:20:15:165:-114',15,NULL,20,'buttons','{"every": false, "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(167,'buttons:20:15:166:-115',15,NULL,20,'buttons','{"every": false, "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(168,'card:21:11:167:-116',11,NULL,21,'card','{"anew": "", "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(169,'card:21:12:168:-117',12,NULL,21,'card','{"anew": "", "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(170,'card:21:13:169:-118',13,NULL,21,'card','{"anew": "", "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(171,'card:21:14:170:-119',14,NULL,21,'card','{"anew": "", "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(172,'card:21:-1001:171:-120',-1001,NULL,21,'card','{"anew": "", "v": 1}','due',0,1796098465000000,NULL,NULL,'',1796098465000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(173,'placed:3301686771403783790:1bc2260a6e96604a',11,NULL,21,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 21, "of": 0, "offer_id": "600000000022", "order_id": "3301686771403783790", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783790", "way": "alipay"}], "pay_by": "2026-12-02T04:14:30Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(174,'placed:3301686771403783790:1bc2260a6e96604a:15',15,NULL,21,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 21, "of": 0, "offer_id": "600000000022", "order_id": "3301686771403783790", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783790", "way": "alipay"}], "pay_by": "2026-12-02T04:14:30Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(175,'buttons:21:15:174:-121',15,NULL,21,'buttons','{"every": false, "v": 1}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(176,'paid:3301686771403783790',11,NULL,21,'paid','{"agreed": null, "at": "2026-12-01T04:14:30Z", "currency": "", "name": "", "nth": 0, "number": 21, "of": 0, "offer_id": "600000000022", "order_id": "3301686771403783790", "pay": [], "pay_by": "2026-12-02T04:14:30Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(177,'paid:3301686771403783790:15',15,NULL,21,'paid','{"agreed": null, "at": "2026-12-01T04:14:30Z", "currency": "", "name": "", "nth": 0, "number": 21, "of": 0, "offer_id": "600000000022", "order_id": "3301686771403783790", "pay": [], "pay_by": "2026-12-02T04:14:30Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(178,'shipped:3301686771403783790',11,NULL,21,'shipped','{"currency": "", "name": "", "nth": 0, "number": 21, "of": 0, "offer_id": "600000000022", "order_id": "3301686771403783790", "parcels": [{"bill_no": "YT783790", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:14:30Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(179,'buttons:21:15:178:-122',15,NULL,21,'buttons','{"every": false, "v": 1}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(180,'buttons:21:15:179:-123',15,NULL,21,'buttons','{"every": false, "v": 1}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(181,'buttons:21:15:180:-124',15,NULL,21,'buttons','{"every": false, "v": 1}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(182,'buttons:21:15:181:-125',15,NULL,21,'buttons','{"every": false, "v": 1}','due',0,1796098470000000,NULL,NULL,'',1796098470000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(183,'refund_asked:3301686771403783790:5',11,NULL,21,'refund_asked','{"amount": 3000, "count": 1, "currency": "", "name": "", "nth": 0, "number": 21, "of": 0, "offer_id": "600000000022", "order_id": "3301686771403783790", "others": [], "pay": [], "pay_by": "2026-12-02T04:14:30Z", "products": 0, "quantity": 10, "rate": "", "reason": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(184,'refund_asked:3301686771403783790:5:15',15,NULL,21,'refund_asked','{"amount": 3000, "count": 1, "currency": "", "name": "", "nth": 0, "number": 21, "of": 0, "offer_id": "600000000022", "order_id": "3301686771403783790", "others": [], "pay": [], "pay_by": "2026-12-02T04:14:30Z", "products": 0, "quantity": 10, "rate": "", "reason": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(185,'buttons:21:15:184:-126',15,NULL,21,'buttons','{"every": false, "v": 1}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(186,'card:22:11:185:-127',11,NULL,22,'card','{"anew": "", "v": 1}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(187,'card:22:12:186:-128',12,NULL,22,'card','{"anew": "", "v": 1}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(188,'card:22:13:187:-129',13,NULL,22,'card','{"anew": "", "v": 1}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(189,'card:22:14:188:-130',14,NULL,22,'card','{"anew": "", "v": 1}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(190,'card:22:-1001:189:-131',-1001,NULL,22,'card','{"anew": "", "v": 1}','due',0,1796098590000000,NULL,NULL,'',1796098590000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(191,'placed:3301686771403783791:f0a7eebe0e1eb7ae',11,NULL,22,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 22, "of": 0, "offer_id": "600000000023", "order_id": "3301686771403783791", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783791", "way": "alipay"}], "pay_by": "2026-12-02T04:16:35Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(192,'placed:3301686771403783791:f0a7eebe0e1eb7ae:15',15,NULL,22,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 22, "of": 0, "offer_id": "600000000023", "order_id": "3301686771403783791", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783791", "way": "alipay"}], "pay_by": "2026-12-02T04:16:35Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(193,'buttons:22:15:192:-132',15,NULL,22,'buttons','{"every": false, "v": 1}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(194,'paid:3301686771403783791',11,NULL,22,'paid','{"agreed": null, "at": "2026-12-01T04:16:35Z", "currency": "", "name": "", "nth": 0, "number": 22, "of": 0, "offer_id": "600000000023", "order_id": "3301686771403783791", "pay": [], "pay_by": "2026-12-02T04:16:35Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(195,'paid:3301686771403783791:15',15,NULL,22,'paid','{"agreed": null, "at": "2026-12-01T04:16:35Z", "currency": "", "name": "", "nth": 0, "number": 22, "of": 0, "offer_id": "600000000023", "order_id": "3301686771403783791", "pay": [], "pay_by": "2026-12-02T04:16:35Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(196,'shipped:3301686771403783791',11,NULL,22,'shipped','{"currency": "", "name": "", "nth": 0, "number": 22, "of": 0, "offer_id": "600000000023", "order_id": "3301686771403783791", "parcels": [{"bill_no": "YT783791", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:16:35Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(197,'buttons:22:15:196:-133',15,NULL,22,'buttons','{"every": false, "v": 1}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(198,'buttons:22:15:197:-134',15,NULL,22,'buttons','{"every": false, "v": 1}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(199,'buttons:22:15:198:-135',15,NULL,22,'buttons','{"every": false, "v": 1}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(200,'buttons:22:15:199:-136',15,NULL,22,'buttons','{"every": false, "v": 1}','due',0,1796098595000000,NULL,NULL,'',1796098595000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(201,'refund_done:3301686771403783791:5',11,NULL,22,'refund_done','{"amount": 3000, "count": 1, "currency": "", "name": "", "nth": 0, "number": 22, "of": 0, "offer_id": "600000000023", "order_id": "3301686771403783791", "others": [], "pay": [], "pay_by": "2026-12-02T04:16:35Z", "products": 0, "quantity": 10, "rate": "", "reason": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(202,'refund_done:3301686771403783791:5:15',15,NULL,22,'refund_done','{"amount": 3000, "count": 1, "currency": "", "name": "", "nth": 0, "number": 22, "of": 0, "offer_id": "600000000023", "order_id": "3301686771403783791", "others": [], "pay": [], "pay_by": "2026-12-02T04:16:35Z", "products": 0, "quantity": 10, "rate": "", "reason": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(203,'buttons:22:15:202:-137',15,NULL,22,'buttons','{"every": false, "v": 1}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(204,'card:23:11:203:-138',11,NULL,23,'card','{"anew": "", "v": 1}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(205,'card:23:12:204:-139',12,NULL,23,'card','{"anew": "", "v": 1}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(206,'card:23:13:205:-140',13,NULL,23,'card','{"anew": "", "v": 1}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(207,'card:23:14:206:-141',14,NULL,23,'card','{"anew": "", "v": 1}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(208,'card:23:-1001:207:-142',-1001,NULL,23,'card','{"anew": "", "v": 1}','due',0,1796098715000000,NULL,NULL,'',1796098715000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(209,'placed:3301686771403783792:79dc04ee0c51e12f',11,NULL,23,'placed','{"asked_by": "", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 23, "of": 0, "offer_id": "600000000024", "order_id": "3301686771403783792", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783792", "way": "alipay"}], "pay_by": "2026-12-02T04:18:40Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(210,'placed:3301686771403783792:79dc04ee0c51e12f:15',15,NULL,23,'placed','{"asked_by": "Anna", "by": ["Boris"], "currency": "", "missing": [], "name": "", "nth": 0, "number": 23, "of": 0, "offer_id": "600000000024", "order_id": "3301686771403783792", "pay": [{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783792", "way": "alipay"}], "pay_by": "2026-12-02T04:18:40Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "why": "", "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(211,'buttons:23:15:210:-143',15,NULL,23,'buttons','{"every": false, "v": 1}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(212,'paid:3301686771403783792',11,NULL,23,'paid','{"agreed": null, "at": "2026-12-01T04:18:40Z", "currency": "", "name": "", "nth": 0, "number": 23, "of": 0, "offer_id": "600000000024", "order_id": "3301686771403783792", "pay": [], "pay_by": "2026-12-02T04:18:40Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(213,'paid:3301686771403783792:15',15,NULL,23,'paid','{"agreed": null, "at": "2026-12-01T04:18:40Z", "currency": "", "name": "", "nth": 0, "number": 23, "of": 0, "offer_id": "600000000024", "order_id": "3301686771403783792", "pay": [], "pay_by": "2026-12-02T04:18:40Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(214,'shipped:3301686771403783792',11,NULL,23,'shipped','{"currency": "", "name": "", "nth": 0, "number": 23, "of": 0, "offer_id": "600000000024", "order_id": "3301686771403783792", "parcels": [{"bill_no": "YT783792", "company": "圆通"}], "pay": [], "pay_by": "2026-12-02T04:18:40Z", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "told": [], "total": 10500, "unit": "piece", "unit_original": "件", "unpayable": null, "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(215,'buttons:23:15:214:-144',15,NULL,23,'buttons','{"every": false, "v": 1}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(216,'buttons:23:15:215:-145',15,NULL,23,'buttons','{"every": false, "v": 1}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(217,'buttons:23:15:216:-146',15,NULL,23,'buttons','{"every": false, "v": 1}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(218,'buttons:23:15:217:-147',15,NULL,23,'buttons','{"every": false, "v": 1}','due',0,1796098720000000,NULL,NULL,'',1796098720000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(219,'undelivered:4:1:9',9,NULL,NULL,'undelivered','{"chat_id": 13, "message": "card", "number": 2, "reason": "blocked", "v": 1}','sent',0,1796098840000000,1796098930000000,113,'',1796098840000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(220,'undelivered:4:1:10',10,NULL,NULL,'undelivered','{"chat_id": 13, "message": "card", "number": 2, "reason": "blocked", "v": 1}','sent',0,1796098840000000,1796098930000000,114,'',1796098840000000,1796098840000000,'',1,0,NULL,NULL);
INSERT INTO "outbox" VALUES(221,'card:24:11:220:-148',11,NULL,24,'card','{"anew": "", "v": 1}','due',0,1796098900000000,NULL,NULL,'',1796098900000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(222,'card:24:12:221:-149',12,NULL,24,'card','{"anew": "", "v": 1}','due',0,1796098900000000,NULL,NULL,'',1796098900000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(223,'card:24:13:222:-150',13,NULL,24,'card','{"anew": "", "v": 1}','due',0,1796098900000000,NULL,NULL,'',1796098900000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(224,'card:24:14:223:-151',14,NULL,24,'card','{"anew": "", "v": 1}','due',0,1796098900000000,NULL,NULL,'',1796098900000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(225,'card:24:-1001:224:-152',-1001,NULL,24,'card','{"anew": "", "v": 1}','due',0,1796098900000000,NULL,NULL,'',1796098900000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(226,'approved:24:2',11,NULL,24,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 24, "offer_id": "600000000025", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099763000000,NULL,NULL,'',1796098900000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(227,'in_doubt:16:1',11,NULL,24,'in_doubt','{"at": "2026-12-01T04:21:45Z", "blind": false, "currency": "", "looked_for": true, "name": "", "number": 24, "offer_id": "600000000025", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098905000000,NULL,NULL,'',1796098905000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(228,'needs_person:16:1',11,NULL,24,'needs_person','{"alike": [], "at": "2026-12-01T04:21:45Z", "attempt_id": 16, "blind": false, "by": "", "currency": "", "looked_for": true, "name": "", "number": 24, "offer_id": "600000000025", "products": 0, "quantity": 10, "rate": "", "settle_from": "2026-12-01T04:32:00Z", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "two_deciders": false, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "verdict": "", "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098982000000,NULL,NULL,'',1796098982000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(229,'needs_person:16:1:15',15,NULL,24,'needs_person','{"alike": [], "at": "2026-12-01T04:21:45Z", "attempt_id": 16, "blind": false, "by": "", "currency": "", "looked_for": true, "name": "", "number": 24, "offer_id": "600000000025", "products": 0, "quantity": 10, "rate": "", "settle_from": "2026-12-01T04:32:00Z", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "two_deciders": false, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "verdict": "", "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796098982000000,NULL,NULL,'',1796098982000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(230,'buttons:24:15:229:-153',15,NULL,24,'buttons','{"every": false, "v": 1}','due',0,1796098982000000,NULL,NULL,'',1796098982000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(231,'abandoned:16',11,NULL,24,'abandoned','{"by": "Eva", "currency": "", "looked_for": true, "name": "", "number": 24, "offer_id": "600000000025", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099763000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(232,'buttons:24:15:231:-154',15,NULL,24,'buttons','{"every": false, "v": 1}','due',0,1796099763000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(233,'card:25:11:232:-155',11,NULL,25,'card','{"anew": "", "v": 1}','due',0,1796099763000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(234,'card:25:12:233:-156',12,NULL,25,'card','{"anew": "", "v": 1}','due',0,1796099763000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(235,'card:25:13:234:-157',13,NULL,25,'card','{"anew": "", "v": 1}','due',0,1796099763000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(236,'card:25:14:235:-158',14,NULL,25,'card','{"anew": "", "v": 1}','due',0,1796099763000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(237,'card:25:-1001:236:-159',-1001,NULL,25,'card','{"anew": "", "v": 1}','due',0,1796099763000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(238,'approved:25:2',11,NULL,25,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 25, "offer_id": "600000000026", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099845000000,NULL,NULL,'',1796099763000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(239,'in_doubt:17:1',11,NULL,25,'in_doubt','{"at": "2026-12-01T04:36:08Z", "blind": false, "currency": "", "looked_for": true, "name": "", "number": 25, "offer_id": "600000000026", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099768000000,NULL,NULL,'',1796099768000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(240,'needs_person:17:1',11,NULL,25,'needs_person','{"alike": [], "at": "2026-12-01T04:36:08Z", "attempt_id": 17, "blind": false, "by": "", "currency": "", "looked_for": true, "name": "", "number": 25, "offer_id": "600000000026", "products": 0, "quantity": 10, "rate": "", "settle_from": "2026-12-01T04:47:00Z", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "two_deciders": false, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "verdict": "", "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099845000000,NULL,NULL,'',1796099845000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(241,'needs_person:17:1:15',15,NULL,25,'needs_person','{"alike": [], "at": "2026-12-01T04:36:08Z", "attempt_id": 17, "blind": false, "by": "", "currency": "", "looked_for": true, "name": "", "number": 25, "offer_id": "600000000026", "products": 0, "quantity": 10, "rate": "", "settle_from": "2026-12-01T04:47:00Z", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "two_deciders": false, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "verdict": "", "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099845000000,NULL,NULL,'',1796099845000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(242,'buttons:25:15:241:-160',15,NULL,25,'buttons','{"every": false, "v": 1}','due',0,1796099845000000,NULL,NULL,'',1796099845000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(243,'card:26:11:242:-161',11,NULL,26,'card','{"anew": "", "v": 1}','due',0,1796099905000000,NULL,NULL,'',1796099905000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(244,'card:26:12:243:-162',12,NULL,26,'card','{"anew": "", "v": 1}','due',0,1796099905000000,NULL,NULL,'',1796099905000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(245,'card:26:13:244:-163',13,NULL,26,'card','{"anew": "", "v": 1}','due',0,1796099905000000,NULL,NULL,'',1796099905000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(246,'card:26:14:245:-164',14,NULL,26,'card','{"anew": "", "v": 1}','due',0,1796099905000000,NULL,NULL,'',1796099905000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(247,'card:26:-1001:246:-165',-1001,NULL,26,'card','{"anew": "", "v": 1}','due',0,1796099905000000,NULL,NULL,'',1796099905000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(248,'approved:26:2',11,NULL,26,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 26, "offer_id": "600000000027", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099913000000,NULL,NULL,'',1796099905000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(249,'in_doubt:18:1',11,NULL,26,'in_doubt','{"at": "2026-12-01T04:38:30Z", "blind": false, "currency": "", "looked_for": true, "name": "", "number": 26, "offer_id": "600000000027", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099910000000,NULL,NULL,'',1796099910000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(250,'conflict:18',11,NULL,26,'conflict','{"attempt_id": 18, "currency": "", "name": "", "number": 26, "offer_id": "600000000027", "orders": ["3301686771403799999"], "products": 0, "quantity": 10, "rate": "", "reason": "orders on 1688 differ from what was sent", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(251,'conflict:18:9',9,NULL,26,'conflict','{"attempt_id": 18, "currency": "", "name": "", "number": 26, "offer_id": "600000000027", "orders": ["3301686771403799999"], "products": 0, "quantity": 10, "rate": "", "reason": "orders on 1688 differ from what was sent", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(252,'conflict:18:10',10,NULL,26,'conflict','{"attempt_id": 18, "currency": "", "name": "", "number": 26, "offer_id": "600000000027", "orders": ["3301686771403799999"], "products": 0, "quantity": 10, "rate": "", "reason": "orders on 1688 differ from what was sent", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(253,'conflict:18:15',15,NULL,26,'conflict','{"attempt_id": 18, "currency": "", "name": "", "number": 26, "offer_id": "600000000027", "orders": ["3301686771403799999"], "products": 0, "quantity": 10, "rate": "", "reason": "orders on 1688 differ from what was sent", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "who": [{"id": 15, "name": "Eva"}], "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(254,'paused:2026-12-01T04:38:33+00:00:9',9,NULL,NULL,'paused','{"by": "", "reason": "#26: orders on 1688 differ from what was sent", "second": "other", "v": 1}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(255,'paused:2026-12-01T04:38:33+00:00:10',10,NULL,NULL,'paused','{"by": "", "reason": "#26: orders on 1688 differ from what was sent", "second": "other", "v": 1}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(256,'paused:2026-12-01T04:38:33+00:00:-1001',-1001,NULL,NULL,'paused','{"by": "", "reason": "#26: orders on 1688 differ from what was sent", "second": "other", "v": 1}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(257,'paused:2026-12-01T04:38:33+00:00:15',15,NULL,NULL,'paused','{"by": "", "reason": "#26: orders on 1688 differ from what was sent", "second": "other", "v": 1}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(258,'buttons:26:9:257:-166',9,NULL,26,'buttons','{"every": false, "v": 1}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(259,'buttons:26:10:258:-167',10,NULL,26,'buttons','{"every": false, "v": 1}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(260,'buttons:26:15:259:-168',15,NULL,26,'buttons','{"every": false, "v": 1}','due',0,1796099913000000,NULL,NULL,'',1796099913000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(261,'proposed:1:9',9,NULL,NULL,'team_proposed','{"by": "Owner", "by_id": 10, "proposal_id": 1, "reason": "#26: orders on 1688 differ from what was sent", "second_from": null, "team_id": null, "title": "", "v": 1, "what": "resumed"}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(262,'over:1:9',9,NULL,NULL,'proposal_over','{"by": "Owner", "by_id": 10, "how": "agreed", "proposal_id": 1, "reason": "#26: orders on 1688 differ from what was sent", "second_from": null, "settled_by": "Second", "team_id": null, "title": "", "v": 1, "what": "resumed"}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(263,'resumed:2026-12-01T05:08:33+00:00:9',9,NULL,NULL,'resumed','{"by": "Second", "holds": ["list-unread"], "reason": "#26: orders on 1688 differ from what was sent", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(264,'resumed:2026-12-01T05:08:33+00:00:10',10,NULL,NULL,'resumed','{"by": "Second", "holds": ["list-unread"], "reason": "#26: orders on 1688 differ from what was sent", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(265,'resumed:2026-12-01T05:08:33+00:00:-1001',-1001,NULL,NULL,'resumed','{"by": "Second", "holds": ["list-unread"], "reason": "#26: orders on 1688 differ from what was sent", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(266,'resumed:2026-12-01T05:08:33+00:00:15',15,NULL,NULL,'resumed','{"by": "Second", "holds": ["list-unread"], "reason": "#26: orders on 1688 differ from what was sent", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(267,'card:27:11:266:-169',11,NULL,27,'card','{"anew": "", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(268,'card:27:12:267:-170',12,NULL,27,'card','{"anew": "", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(269,'card:27:13:268:-171',13,NULL,27,'card','{"anew": "", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(270,'card:27:14:269:-172',14,NULL,27,'card','{"anew": "", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(271,'card:27:-1001:270:-173',-1001,NULL,27,'card','{"anew": "", "v": 1}','due',0,1796101713000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(272,'approved:27:2',11,NULL,27,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 27, "offer_id": "600000000028", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796101718000000,NULL,NULL,'',1796101713000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(273,'in_doubt:19:1',11,NULL,27,'in_doubt','{"at": "2026-12-01T05:08:38Z", "blind": false, "currency": "", "looked_for": true, "name": "", "number": 27, "offer_id": "600000000028", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796101718000000,NULL,NULL,'',1796101718000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(274,'card:28:11:273:-174',11,NULL,28,'card','{"anew": "", "v": 1}','due',0,1796101718000000,NULL,NULL,'',1796101718000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(275,'card:28:12:274:-175',12,NULL,28,'card','{"anew": "", "v": 1}','due',0,1796101718000000,NULL,NULL,'',1796101718000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(276,'card:28:13:275:-176',13,NULL,28,'card','{"anew": "", "v": 1}','due',0,1796101718000000,NULL,NULL,'',1796101718000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(277,'card:28:14:276:-177',14,NULL,28,'card','{"anew": "", "v": 1}','due',0,1796101718000000,NULL,NULL,'',1796101718000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(278,'card:28:-1001:277:-178',-1001,NULL,28,'card','{"anew": "", "v": 1}','due',0,1796101718000000,NULL,NULL,'',1796101718000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(279,'approved:28:2',11,NULL,28,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 28, "offer_id": "600000000029", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796101723000000,NULL,NULL,'',1796101718000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(280,'not_sent:20:1',11,NULL,28,'not_sent','{"again": true, "at": "2026-12-01T05:09:03Z", "currency": "", "denied": "", "name": "", "number": 28, "offer_id": "600000000029", "products": 0, "quantity": 10, "rate": "", "reason": "connection refused", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,1,NULL,NULL);
INSERT INTO "outbox" VALUES(281,'proposed:2:-1001',-1001,NULL,NULL,'team_proposed','{"after": "else: any of approvers\nremind 2h\nescalate 8h to @Chen\nexpire 24h\nrefund from 2000 by 1 of approvers", "before": "to 150: any of approvers\nelse: 2 of @Boris @Chen @Daria\nremind 2h\nescalate 8h to @Chen\nexpire 24h\nrefund from 2000 by 1 of approvers", "by": "Owner", "by_id": 10, "proposal_id": 2, "second_from": null, "team_id": 1, "title": "Buying", "v": 1, "version": 3, "what": "policy"}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(282,'proposed:2:9',9,NULL,NULL,'team_proposed','{"after": "else: any of approvers\nremind 2h\nescalate 8h to @Chen\nexpire 24h\nrefund from 2000 by 1 of approvers", "before": "to 150: any of approvers\nelse: 2 of @Boris @Chen @Daria\nremind 2h\nescalate 8h to @Chen\nexpire 24h\nrefund from 2000 by 1 of approvers", "by": "Owner", "by_id": 10, "proposal_id": 2, "second_from": null, "team_id": 1, "title": "Buying", "v": 1, "version": 3, "what": "policy"}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(283,'card:29:11:282:-179',11,NULL,29,'card','{"anew": "", "v": 1}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(284,'card:29:12:283:-180',12,NULL,29,'card','{"anew": "", "v": 1}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(285,'card:29:13:284:-181',13,NULL,29,'card','{"anew": "", "v": 1}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(286,'card:29:14:285:-182',14,NULL,29,'card','{"anew": "", "v": 1}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(287,'card:29:-1001:286:-183',-1001,NULL,29,'card','{"anew": "", "v": 1}','due',0,1796101723000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
INSERT INTO "outbox" VALUES(288,'approved:29:2',11,NULL,29,'approved','{"by": ["Boris"], "currency": "", "name": "", "number": 29, "offer_id": "600000000030", "products": 0, "quantity": 10, "rate": "", "title": "T-shirt", "title_original": "示例短袖T恤", "total": 10500, "unit": "piece", "unit_original": "件", "v": 1, "variant": "", "variant_original": "", "variants": 0, "whole": null, "words": [{"language": "ru", "title": "示例短袖T恤", "unit": "件", "variant": ""}]}','due',0,1796101733000000,NULL,NULL,'',1796101723000000,NULL,'',0,0,NULL,NULL);
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
INSERT INTO "parcel" VALUES('1688','3301686771403783782','LP782','YT783782','圆通','SIGN',1,0,NULL,'',1796097890000000,1796097890000000,NULL,'[]',NULL,0,1796097890000000,NULL);
INSERT INTO "parcel" VALUES('1688','3301686771403783783','LP783','YT783783','圆通','SIGN',1,0,NULL,'',1796098015000000,1796098015000000,NULL,'[]',10,0,1796098015000000,NULL);
INSERT INTO "parcel" VALUES('1688','3301686771403783784','LP784','YT783784','圆通','SIGN',1,0,NULL,'',1796098140000000,1796098140000000,NULL,'[]',10,0,1796098140000000,NULL);
INSERT INTO "parcel" VALUES('1688','3301686771403783785','LP785','YT783785','圆通','SIGN',1,0,NULL,'',1796098265000000,1796098265000000,NULL,'[]',10,0,1796098265000000,NULL);
INSERT INTO "parcel" VALUES('1688','3301686771403783787','LP787','YT783787','圆通','SIGN',1,0,NULL,'',1796098455000000,1796098455000000,NULL,'[]',2,0,1796098455000000,1796098455000000);
INSERT INTO "parcel" VALUES('1688','3301686771403783788','LP788','YT783788','圆通','SIGN',1,0,NULL,'',1796098460000000,1796098460000000,NULL,'[]',2,0,1796098460000000,1796098460000000);
INSERT INTO "parcel" VALUES('1688','3301686771403783789','LP789','YT783789','圆通','SIGN',1,0,NULL,'',1796098465000000,1796098465000000,NULL,'[]',2,0,1796098465000000,1796098465000000);
INSERT INTO "parcel" VALUES('1688','3301686771403783790','LP790','YT783790','圆通','SIGN',1,0,NULL,'',1796098470000000,1796098470000000,NULL,'[]',2,0,1796098470000000,1796098470000000);
INSERT INTO "parcel" VALUES('1688','3301686771403783791','LP791','YT783791','圆通','SIGN',1,0,NULL,'',1796098595000000,1796098595000000,NULL,'[]',0,0,1796098595000000,1796098595000000);
INSERT INTO "parcel" VALUES('1688','3301686771403783792','LP792','YT783792','圆通','SIGN',1,0,NULL,'',1796098720000000,1796098720000000,NULL,'[]',2,0,1796098720000000,1796098720000000);
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
INSERT INTO "person" VALUES(10,'Owner','','en',1,1796004000000000,NULL);
INSERT INTO "person" VALUES(11,'Anna','','en',1,1796004000000000,NULL);
INSERT INTO "person" VALUES(12,'Boris','','en',1,1796004000000000,NULL);
INSERT INTO "person" VALUES(13,'Chen','','en',1,1796004000000000,NULL);
INSERT INTO "person" VALUES(14,'Daria','','en',1,1796004000000000,NULL);
INSERT INTO "person" VALUES(15,'Eva','','en',1,1796004000000000,NULL);
INSERT INTO "person" VALUES(99,'Stranger','','en',1,1796004000000000,NULL);
INSERT INTO "person" VALUES(9,'Second','','en',1,1796004000000000,NULL);
CREATE TABLE policy (
	team_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	rules TEXT NOT NULL,
	made_by BIGINT NOT NULL,
	created_at BIGINT NOT NULL,
	CONSTRAINT pk_policy PRIMARY KEY (team_id, version),
	CONSTRAINT fk_policy_team_id_team FOREIGN KEY(team_id) REFERENCES team (id)
);
INSERT INTO "policy" VALUES(1,1,'{"alone":true,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":5000000,"hour":30,"order":2000000},"escalate":null,"expire":1440,"form":2,"note_from":null,"remind":null,"rules":[{"goods":[],"least":0,"most":null,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"approver"}]}],"together":{"by":["requester"],"span":1440},"tolerance":{"change":0,"total":0}}',10,1796004000000000);
INSERT INTO "policy" VALUES(1,2,'{"alone":false,"budgets":{"each":null,"people":[],"team":null},"caps":{"day":null,"hour":null,"order":null},"escalate":{"after":480,"to":[13]},"expire":1440,"form":2,"note_from":null,"refund":{"least":200000,"step":{"count":1,"of":"approver"}},"remind":120,"rules":[{"goods":[],"least":0,"most":15000,"requesters":[],"sellers":[],"steps":[{"count":1,"of":"approver"}]},{"goods":[],"least":0,"most":null,"requesters":[],"sellers":[],"steps":[{"count":2,"of":[12,13,14]}]}],"together":null,"tolerance":{"change":0,"total":0}}',10,1796004000000000);
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
INSERT INTO "proposal" VALUES(1,NULL,'resumed','{"reason": "#26: orders on 1688 differ from what was sent"}',1796099913,10,1796101713000000,'done',9,1796101713000000);
INSERT INTO "proposal" VALUES(2,1,'policy','{"rules": "{\"alone\":false,\"budgets\":{\"each\":null,\"people\":[],\"team\":null},\"caps\":{\"day\":null,\"hour\":null,\"order\":null},\"escalate\":{\"after\":480,\"to\":[13]},\"expire\":1440,\"form\":2,\"note_from\":null,\"refund\":{\"least\":200000,\"step\":{\"count\":1,\"of\":\"approver\"}},\"remind\":120,\"rules\":[{\"goods\":[],\"least\":0,\"most\":null,\"requesters\":[],\"sellers\":[],\"steps\":[{\"count\":1,\"of\":\"approver\"}]}],\"together\":null,\"tolerance\":{\"change\":0,\"total\":0}}"}',2,10,1796101723000000,'',NULL,NULL);
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
INSERT INTO "question" VALUES(1,8,13,'Which colour?','',1796097600000000,NULL,'5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208',NULL);
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
INSERT INTO "refund" VALUES('1688','TQ1','3301686771403783790','asked','w',3000,0,0,'["3301686771403783790"]','[]',0,20028,'不想买了，已与卖家协商一致','','','','','',1796098470000000,NULL);
INSERT INTO "refund" VALUES('1688','TQ2','3301686771403783791','done','w',3000,3000,0,'["3301686771403783791"]','[]',0,20028,'不想买了，已与卖家协商一致','','','','','',1796098595000000,NULL);
INSERT INTO "refund" VALUES('1688','TQ3','3301686771403783792','closed','w',3000,0,0,'["3301686771403783792"]','[]',0,20028,'不想买了，已与卖家协商一致','','','','','',1796098720000000,NULL);
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
INSERT INTO "remote_order" VALUES('1688','3301686771403783780',3,11,'to_pay','none',1,'waitbuyerpay',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783780", "way": "alipay"}]',1796184040000000,'',1796097640000000,1796097640000000,NULL,1796097640000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783781',4,12,'paid','none',2,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783781", "way": "alipay"}]',1796184105000000,'',1796097705000000,1796097705000000,1796097705000000,1796097765000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783782',5,13,'part_shipped','none',3,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783782", "way": "alipay"}]',1796184230000000,'',1796097830000000,1796097830000000,1796097830000000,1796097890000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783783',6,14,'shipped','none',3,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783783", "way": "alipay"}]',1796184355000000,'',1796097955000000,1796097955000000,1796097955000000,1796098015000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783784',7,15,'received','none',3,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783784", "way": "alipay"}]',1796184480000000,'',1796098080000000,1796098080000000,1796098080000000,1796098140000000,NULL,0,'agreed',1,10,10500,NULL,1796098140000000,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783785',8,16,'finished','none',3,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783785", "way": "alipay"}]',1796184605000000,'',1796098205000000,1796098205000000,1796098205000000,1796098265000000,NULL,0,'agreed',1,10,10500,NULL,1796098265000000,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783786',9,17,'cancelled','none',2,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783786", "way": "alipay"}]',1796184730000000,'',1796098330000000,1796098330000000,NULL,1796098390000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',NULL,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783787',10,18,'shipped','none',3,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783787", "way": "alipay"}]',1796184855000000,'',1796098455000000,1796098455000000,1796098455000000,1796098455000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',1796098455000000,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783788',11,19,'shipped','none',3,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783788", "way": "alipay"}]',1796184860000000,'',1796098460000000,1796098460000000,1796098460000000,1796098460000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',1796098460000000,NULL);
INSERT INTO "remote_order" VALUES('1688','3301686771403783789',12,20,'shipped','none',4,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783789", "way": "alipay"}]',1796184865000000,'',1796098465000000,1796098465000000,1796098465000000,1796098465000000,1796098465000000,0,'agreed',1,10,10500,NULL,NULL,'',1796098465000000,1796098465000000);
INSERT INTO "remote_order" VALUES('1688','3301686771403783790',13,21,'shipped','asked',5,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783790", "way": "alipay"}]',1796184870000000,'',1796098470000000,1796098470000000,1796098470000000,1796098590000000,1796100390000000,1,'agreed',1,10,10500,NULL,NULL,'',1796098470000000,1796098470000000);
INSERT INTO "remote_order" VALUES('1688','3301686771403783791',14,22,'shipped','done',5,'x',10500,500,3000,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783791", "way": "alipay"}]',1796184995000000,'',1796098595000000,1796098595000000,1796098595000000,1796098715000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',1796098715000000,1796098595000000);
INSERT INTO "remote_order" VALUES('1688','3301686771403783792',15,23,'shipped','none',5,'x',10500,500,0,'company','','','[{"passing": false, "reason": "", "url": "https://trade.1688.com/3301686771403783792", "way": "alipay"}]',1796185120000000,'',1796098720000000,1796098720000000,1796098720000000,1796098840000000,NULL,0,'agreed',1,10,10500,NULL,NULL,'',1796098720000000,1796098720000000);
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
INSERT INTO "request" VALUES(1,11,11,NULL,'expired',2,'600000000002','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000002", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000002", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','eecef6e028e10605af65c78f94e8264ea4a792e655f4dc0ff9d34f815d954e29',NULL,'302054592160:0',1796090400000000,'',1796004000000000,1796097600000000,1,NULL,'',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'unconfirmed');
INSERT INTO "request" VALUES(2,11,11,NULL,'pending',2,'600000000003','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000003", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000003", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','1b7b375da83b27d1c4e0680e5fbdce382f83f076d952b8d20d87270f79f24855',NULL,'992647954791:0',1796090400000000,'',1796004000000000,1796004000000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-11-30T10:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-01T02:00:00+00:00","instead":null,"remind_at":"2026-11-30T04:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}',NULL,NULL,NULL,'',1796004000000000,1796011200000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(3,11,11,NULL,'draft',1,'600000000004','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000004", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000004", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','44a3800c14cc88ff5c3d301edad5e051dd25a4c94ac617ae197d6ee1162852bc',NULL,'527730276681:0',1796184000000000,'',1796097600000000,1796097600000000,1,NULL,'',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(4,11,11,NULL,'pending',2,'600000000005','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000005", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000005", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','a1cb31b78b9eedd549a4b58a7f7b037a9d55113c81f1a0e6ab5b476e5f924adf',NULL,'35824070335:0',1796184000000000,'',1796097600000000,1796097600000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:00+00:00","instead":null,"remind_at":"2026-12-01T06:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}',NULL,NULL,NULL,'',1796097600000000,1796104800000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(5,11,11,NULL,'pending',2,'600000000006','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000006", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,30,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 30000, "lines": [{"offer_id": "600000000006", "quantity": 30, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 30500, "trade_mode": "fxassure"}','ab44b0ad8ffeb316bb17ce4e18f3337025db99aef18ce18db81067b5174c51d9',NULL,'512619080779:0',1796184000000000,'',1796097600000000,1796097600000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:00+00:00","instead":null,"remind_at":"2026-12-01T06:00:00+00:00","requester_id":11,"steps":[{"count":2,"of":[12,13,14]}],"total":30500}',NULL,NULL,NULL,'',1796097600000000,1796104800000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(6,11,11,NULL,'rejected',3,'600000000007','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000007", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000007", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','06b2089a4d2b99852d849ea40ab4b8285360fb10d72319f42221808f1571ac18',NULL,'97344419182:0',1796184000000000,'too dear',1796097600000000,1796097600000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:00+00:00","instead":null,"remind_at":"2026-12-01T06:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}',NULL,NULL,NULL,'',1796097600000000,1796104800000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'declined');
INSERT INTO "request" VALUES(7,11,11,NULL,'cancelled',3,'600000000008','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000008", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000008", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','17675a7fa89887ca8b73a674daba91bff6b02b2a7f0231381658ffab1c896597',NULL,'556886676386:0',1796184000000000,'',1796097600000000,1796097600000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:00+00:00","instead":null,"remind_at":"2026-12-01T06:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}',NULL,NULL,NULL,'',1796097600000000,1796104800000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'by-requester');
INSERT INTO "request" VALUES(8,11,11,NULL,'pending',2,'600000000009','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000009", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000009", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','5ccbb4f40f08c2047b026443c68b602539487032b94ed26b9ed5532997758208',NULL,'31603756637:0',1796184000000000,'',1796097600000000,1796097600000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:00+00:00","instead":null,"remind_at":"2026-12-01T06:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}',NULL,NULL,NULL,'',1796097600000000,1796104800000000,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(9,11,11,NULL,'closed',4,'600000000010','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000010", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000010", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','e5b1d2289dec3268a4b5e52e93d3b8b7c58b0a6d130595f4e6d28460ca9857b8',NULL,'644014937861:0',1796184000000000,'',1796097600000000,1796097605000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:00+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:00+00:00","instead":null,"remind_at":"2026-12-01T06:00:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000010", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796097600000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'refused');
INSERT INTO "request" VALUES(10,11,11,NULL,'cancelled',4,'600000000011','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000011", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000011", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','81123ffd1bf7b1329c34170b912ec608c63bc4eb456b0b2c38a9e2283a763a05',NULL,'283622755362:0',1796184035000000,'',1796097635000000,1796097635000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:35+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:35+00:00","instead":null,"remind_at":"2026-12-01T06:00:35+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000011", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796097635000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'by-requester');
INSERT INTO "request" VALUES(11,11,11,NULL,'approved',3,'600000000012','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000012", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000012", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','cad5e09b8c5c8207b1042e6960d8a718cf60421e49a159f8550e6bb380c9f15f',NULL,'17544963769:0',1796184035000000,'',1796097635000000,1796097635000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:00:35+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:00:35+00:00","instead":null,"remind_at":"2026-12-01T06:00:35+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000012", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796097635000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(12,11,11,NULL,'approved',3,'600000000013','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000013", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000013", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','e979dd5f48edb71dacdb589c99f9e0b0818a9b443e874b235d7714e042421150',NULL,'264335004083:0',1796184100000000,'',1796097700000000,1796097700000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:01:40+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:01:40+00:00","instead":null,"remind_at":"2026-12-01T06:01:40+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000013", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796097700000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(13,11,11,NULL,'approved',3,'600000000014','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000014", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000014", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','c0e6d4097245f842161970053488a8401bd7c1fddf50b57691e777c360de3f98',NULL,'879389455283:0',1796184225000000,'',1796097825000000,1796097825000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:03:45+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:03:45+00:00","instead":null,"remind_at":"2026-12-01T06:03:45+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000014", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796097825000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(14,11,11,NULL,'approved',3,'600000000015','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000015", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000015", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','f432b831334ebca53a2b4ba68e2322c4a157c8fac95e2bd90ab0138dd0a04d7d',NULL,'886715422152:0',1796184350000000,'',1796097950000000,1796097950000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:05:50+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:05:50+00:00","instead":null,"remind_at":"2026-12-01T06:05:50+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000015", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796097950000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(15,11,11,NULL,'approved',3,'600000000016','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000016", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000016", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','e22eaf8aff087762ebc9ecab201d81d2c79f68666ca2cc7380a0c6e550f791f0',NULL,'967680770863:0',1796184475000000,'',1796098075000000,1796098075000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:07:55+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:07:55+00:00","instead":null,"remind_at":"2026-12-01T06:07:55+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000016", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098075000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(16,11,11,NULL,'closed',4,'600000000017','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000017", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000017", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','b4ec85d7c9d5ca7e542bcf73d4f091ab4b14e51d2a7e08c0f82aca04d653bd31',NULL,'266296650832:0',1796184600000000,'',1796098200000000,1796098265000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:10:00+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:10:00+00:00","instead":null,"remind_at":"2026-12-01T06:10:00+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000017", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098200000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'orders-ended');
INSERT INTO "request" VALUES(17,11,11,NULL,'closed',4,'600000000018','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000018", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000018", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','bfb00b9346acfd451c21a9b8743027aaf4d88494a779a244afe75cff7d5b4f6f',NULL,'606846541501:0',1796184725000000,'',1796098325000000,1796098390000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:12:05+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:12:05+00:00","instead":null,"remind_at":"2026-12-01T06:12:05+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000018", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098325000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'orders-ended');
INSERT INTO "request" VALUES(18,11,11,NULL,'approved',3,'600000000019','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000019", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000019", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','2f2477fc8eaa25c1d4912b03ea7fdc0b4c36c49366b4b6c6650f1c0e3a546875',NULL,'274426826790:0',1796184850000000,'',1796098450000000,1796098450000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:14:10+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:14:10+00:00","instead":null,"remind_at":"2026-12-01T06:14:10+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000019", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098450000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(19,11,11,NULL,'approved',3,'600000000020','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000020", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000020", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','23c98a65f7d14c15024179cbc6cace31bfcc05939279c1200c63ad29e25d416f',NULL,'827307782587:0',1796184855000000,'',1796098455000000,1796098455000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:14:15+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:14:15+00:00","instead":null,"remind_at":"2026-12-01T06:14:15+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000020", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098455000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(20,11,11,NULL,'approved',3,'600000000021','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000021", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000021", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','5a1f19711804ac5da7c5179b6ebdb6e95ec528dacbaf2c2ddf3782b0694c3c6f',NULL,'467758064017:0',1796184860000000,'',1796098460000000,1796098460000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:14:20+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:14:20+00:00","instead":null,"remind_at":"2026-12-01T06:14:20+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000021", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098460000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(21,11,11,NULL,'approved',3,'600000000022','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000022", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000022", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','1bc2260a6e96604a85cfd320dbea9c36376393fdddf6c60abb3dde6f33a8445d',NULL,'485806229215:0',1796184865000000,'',1796098465000000,1796098465000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:14:25+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:14:25+00:00","instead":null,"remind_at":"2026-12-01T06:14:25+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000022", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098465000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(22,11,11,NULL,'approved',3,'600000000023','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000023", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000023", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','f0a7eebe0e1eb7ae91e8cc4edcc07f4d4deea8a1f5bc357bdde2d050fc8a382f',NULL,'493237536395:0',1796184990000000,'',1796098590000000,1796098590000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:16:30+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:16:30+00:00","instead":null,"remind_at":"2026-12-01T06:16:30+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000023", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098590000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(23,11,11,NULL,'approved',3,'600000000024','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000024", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000024", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','79dc04ee0c51e12fecd3d20c86133e5f2f74dc80f02f661f51b7ffbadd6d4202',NULL,'877269493153:0',1796185115000000,'',1796098715000000,1796098715000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:18:35+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:18:35+00:00","instead":null,"remind_at":"2026-12-01T06:18:35+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000024", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098715000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(24,11,11,NULL,'closed',4,'600000000025','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000025", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000025", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','cd9fa60ac1b611526b052bca55b6c7f84eff95429508f87a221bfda8e757b632',NULL,'519114026784:0',1796185300000000,'',1796098900000000,1796099763000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:21:40+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:21:40+00:00","instead":null,"remind_at":"2026-12-01T06:21:40+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000025", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796098900000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'given-up');
INSERT INTO "request" VALUES(25,11,11,NULL,'approved',3,'600000000026','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000026", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000026", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','4a407feb2f46e68b0a941ea70af5640c188ec6eec33958308cef1839030b0bef',NULL,'929815947448:0',1796186163000000,'',1796099763000000,1796099763000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:36:03+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:36:03+00:00","instead":null,"remind_at":"2026-12-01T06:36:03+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000026", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796099763000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(26,11,11,NULL,'approved',3,'600000000027','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000027", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000027", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','3615935c24dcc3f747366b67f126a0c5077067d72e9ae702e89d96e415976f38',NULL,'549672753836:0',1796186305000000,'',1796099905000000,1796099905000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T03:38:25+00:00","escalate_to":[13],"expire_at":"2026-12-02T04:38:25+00:00","instead":null,"remind_at":"2026-12-01T06:38:25+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000027", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796099905000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(27,11,11,NULL,'approved',3,'600000000028','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000028", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000028", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','02e7d7294db89a0e64b75ec387c2f3c096e401ac3564b65ceef2c8cec9a66278',NULL,'780697545250:0',1796188113000000,'',1796101713000000,1796101713000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T04:08:33+00:00","escalate_to":[13],"expire_at":"2026-12-02T05:08:33+00:00","instead":null,"remind_at":"2026-12-01T07:08:33+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000028", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796101713000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(28,11,11,NULL,'approved',3,'600000000029','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000029", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000029", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','fb7f232afc464e8cf5d9072bb1631c353c9e00d72657b38a3eb805319d4bfa1c',NULL,'742366635525:0',1796188118000000,'',1796101718000000,1796101718000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T04:08:38+00:00","escalate_to":[13],"expire_at":"2026-12-02T05:08:38+00:00","instead":null,"remind_at":"2026-12-01T07:08:38+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000029", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796101718000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
INSERT INTO "request" VALUES(29,11,11,NULL,'approved',3,'600000000030','{"category": "T恤", "category_id": "1031910", "image_url": "", "language": "en", "lot": null, "minimum": 1, "mix": {"allowed": false, "amount": 0, "number": 0}, "offer_id": "600000000030", "price_by": "offer", "seller": {"company": "杭州某某服饰有限公司", "factory": false, "login": "", "on_time_percent": "", "open_id": "b2b-1", "refund_percent": "", "repeat_percent": "", "score": "", "years": null}, "ship_within": "", "skus": [], "status": "published", "stock": 100000, "tiers": [{"price": 1000, "start": 1}], "title": "示例短袖T恤", "title_translated": "T-shirt", "unit": "件", "unit_translated": "piece", "words": []}',NULL,10,'77','Guangzhou (Chen Wei, Baiyun Road 5)','','',NULL,'{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000030", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}','aba39148f67655862728b7e2384c34cb0d3ae39fb25b63d6a908cc8b24107821',NULL,'409851117022:0',1796188123000000,'',1796101723000000,1796101723000000,1,2,'','{"anew_at":null,"beside":0,"contributors":[],"escalate_at":"2026-12-02T04:08:43+00:00","escalate_to":[13],"expire_at":"2026-12-02T05:08:43+00:00","instead":null,"remind_at":"2026-12-01T07:08:43+00:00","requester_id":11,"steps":[{"count":1,"of":"approver"}],"total":10500}','{"address_id": "77", "discount": 0, "flow": "general", "freight": 500, "goods": 10000, "lines": [{"offer_id": "600000000030", "quantity": 10, "spec_id": null, "unit_price": 1000}], "note": "", "parts": [], "reading": "after discount", "seller": "b2b-1", "total": 10500, "trade_mode": "fxassure"}',NULL,NULL,'',1796101723000000,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,'');
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
INSERT INTO "team" VALUES(1,-1001,'Buying','en','Asia/Shanghai','',NULL,NULL,2,1,1796004000000000,NULL,'',1796098455000000);
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
INSERT INTO "to_index" VALUES(1,2);
INSERT INTO "to_index" VALUES(2,1);
INSERT INTO "to_index" VALUES(3,4);
INSERT INTO "to_index" VALUES(4,5);
INSERT INTO "to_index" VALUES(5,6);
INSERT INTO "to_index" VALUES(6,6);
INSERT INTO "to_index" VALUES(7,7);
INSERT INTO "to_index" VALUES(8,7);
INSERT INTO "to_index" VALUES(9,8);
INSERT INTO "to_index" VALUES(10,9);
INSERT INTO "to_index" VALUES(11,9);
INSERT INTO "to_index" VALUES(12,9);
INSERT INTO "to_index" VALUES(13,10);
INSERT INTO "to_index" VALUES(14,10);
INSERT INTO "to_index" VALUES(15,10);
INSERT INTO "to_index" VALUES(16,11);
INSERT INTO "to_index" VALUES(17,11);
INSERT INTO "to_index" VALUES(18,11);
INSERT INTO "to_index" VALUES(19,11);
INSERT INTO "to_index" VALUES(20,12);
INSERT INTO "to_index" VALUES(21,12);
INSERT INTO "to_index" VALUES(22,12);
INSERT INTO "to_index" VALUES(23,12);
INSERT INTO "to_index" VALUES(24,13);
INSERT INTO "to_index" VALUES(25,13);
INSERT INTO "to_index" VALUES(26,13);
INSERT INTO "to_index" VALUES(27,13);
INSERT INTO "to_index" VALUES(28,13);
INSERT INTO "to_index" VALUES(29,14);
INSERT INTO "to_index" VALUES(30,14);
INSERT INTO "to_index" VALUES(31,14);
INSERT INTO "to_index" VALUES(32,14);
INSERT INTO "to_index" VALUES(33,14);
INSERT INTO "to_index" VALUES(34,15);
INSERT INTO "to_index" VALUES(35,15);
INSERT INTO "to_index" VALUES(36,15);
INSERT INTO "to_index" VALUES(37,15);
INSERT INTO "to_index" VALUES(38,15);
INSERT INTO "to_index" VALUES(39,16);
INSERT INTO "to_index" VALUES(40,16);
INSERT INTO "to_index" VALUES(41,16);
INSERT INTO "to_index" VALUES(42,16);
INSERT INTO "to_index" VALUES(43,16);
INSERT INTO "to_index" VALUES(44,16);
INSERT INTO "to_index" VALUES(45,17);
INSERT INTO "to_index" VALUES(46,17);
INSERT INTO "to_index" VALUES(47,17);
INSERT INTO "to_index" VALUES(48,17);
INSERT INTO "to_index" VALUES(49,17);
INSERT INTO "to_index" VALUES(50,18);
INSERT INTO "to_index" VALUES(51,18);
INSERT INTO "to_index" VALUES(52,18);
INSERT INTO "to_index" VALUES(53,18);
INSERT INTO "to_index" VALUES(54,18);
INSERT INTO "to_index" VALUES(55,19);
INSERT INTO "to_index" VALUES(56,19);
INSERT INTO "to_index" VALUES(57,19);
INSERT INTO "to_index" VALUES(58,19);
INSERT INTO "to_index" VALUES(59,19);
INSERT INTO "to_index" VALUES(60,20);
INSERT INTO "to_index" VALUES(61,20);
INSERT INTO "to_index" VALUES(62,20);
INSERT INTO "to_index" VALUES(63,20);
INSERT INTO "to_index" VALUES(64,20);
INSERT INTO "to_index" VALUES(65,21);
INSERT INTO "to_index" VALUES(66,21);
INSERT INTO "to_index" VALUES(67,21);
INSERT INTO "to_index" VALUES(68,21);
INSERT INTO "to_index" VALUES(69,21);
INSERT INTO "to_index" VALUES(70,22);
INSERT INTO "to_index" VALUES(71,22);
INSERT INTO "to_index" VALUES(72,22);
INSERT INTO "to_index" VALUES(73,22);
INSERT INTO "to_index" VALUES(74,22);
INSERT INTO "to_index" VALUES(75,23);
INSERT INTO "to_index" VALUES(76,23);
INSERT INTO "to_index" VALUES(77,23);
INSERT INTO "to_index" VALUES(78,23);
INSERT INTO "to_index" VALUES(79,23);
INSERT INTO "to_index" VALUES(80,24);
INSERT INTO "to_index" VALUES(81,24);
INSERT INTO "to_index" VALUES(82,24);
INSERT INTO "to_index" VALUES(83,25);
INSERT INTO "to_index" VALUES(84,25);
INSERT INTO "to_index" VALUES(85,26);
INSERT INTO "to_index" VALUES(86,26);
INSERT INTO "to_index" VALUES(87,27);
INSERT INTO "to_index" VALUES(88,27);
INSERT INTO "to_index" VALUES(89,28);
INSERT INTO "to_index" VALUES(90,28);
INSERT INTO "to_index" VALUES(91,29);
INSERT INTO "to_index" VALUES(92,29);
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
INSERT INTO "verdict" VALUES(1,16,1,'abandon',15,1796099763000000);
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
