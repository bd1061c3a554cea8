"""Samples of answers that no check reads so far: by what they are of, so that none is left out silently."""

_BY_SUBJECT = {
    "finding goods otherwise than by words": """
        category-by-id category-by-keyword synth-image-search-empty synth-image-search-full
        synth-related-recommend synth-seller-offer-list synth-trend-median-price synth-trend-repurchase
        synth-trend-sales
    """,
    "invoices": """
        synth-invoice-amounts synth-invoice-apply-list synth-invoice-apply-partial synth-invoice-issued
        synth-invoice-merge-apply synth-invoice-merge-consult synth-invoice-merge-related synth-invoice-titles
        synth-order-invoicing-setting
    """,
    "other calls of a buyer": """
        mix-config product-follow-success relation-suppliers synth-addFeedback-missing-object
        synth-address-change-success synth-coupon-claim synth-delivery-urge-refused synth-delivery-urge-success
        synth-freight-estimate synth-freight-estimate-free synth-getOutOrderId synth-getOutOrderId-none
        synth-kjdistribute-add-success synth-kjdistribute-remove-success synth-relationadd-success
    """,
    "picking up returns": """
        synth-mailNo-query synth-return-pickup-cancel-success synth-return-pickup-create-success
        synth-return-pickup-modify-success synth-return-pickup-order synth-return-pickup-solutions
    """,
    "push messages whose data is not read": """
        synth-push-data-order-batch-pay-mixed
    """,
    "questions to sellers (Newton Cloud)": """
        newton-task-fetch-data-object synth-newton-batch-inquiry synth-newton-batch-inquiry-missing-id
        synth-newton-points synth-newton-task-create synth-newton-task-create-queue-full synth-newton-task-fetch
        synth-newton-task-fetch-not-found synth-newton-task-get-end synth-newton-task-get-killed
        synth-newton-task-get-queued synth-newton-task-get-running synth-newton-task-get-wait-user
        synth-newton-task-resume
        synth-newton-task-resume-bad-state synth-push-data-newton-end synth-push-data-newton-inquiry-complete
        synth-push-data-newton-wait-user
    """,
    "refunds that are asked for or looked at one by one": """
        push-data-refund-after-sales refund-batch-by-order-not-exist refund-detail
        refund-operations refund-returnGoods-error-4004 synth-arbitration-apply-success synth-refund-address
        synth-refund-cancel-failure synth-refund-cancel-success synth-refund-create-errors
        synth-refund-create-full
        synth-refund-max-fee synth-refund-reasons-bad-goods-status synth-refund-reasons-wait-seller-send
        synth-refund-returnGoods-errors synth-refund-returnGoods-success synth-refund-voucher-upload
    """,
    "sub-accounts": """
        subaccount-list subaccount-query synth-subaccount-auth-add synth-subaccount-auth-cancel
        synth-subaccount-auth-list synth-subaccount-auth-param-error
    """,
    "ways to pay that are not offered, or answers to several orders at once": """
        synth-orderpay-analysis synth-pay-url-partial synth-protocolPay-timeout-unsure
    """,
}
NOT_YET = {name: subject for subject, names in _BY_SUBJECT.items() for name in names.split()}
"""What each of them is of."""
